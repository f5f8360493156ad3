package io.inletroutes.cli;

import io.inletroutes.source.ReadOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How to read a CSV file, where the settings and what the file itself shows are not enough. */
final class CsvOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--encoding", paramLabel = "NAME", description = "Character set of a CSV file, such as windows-1252.")
    private String encoding;

    @Option(names = "--delimiter", paramLabel = "CHAR", description = "What separates its cells: one character, or tab.")
    private String delimiter;

    @Option(names = "--quote", paramLabel = "CHAR", description = "What encloses its cells: one character, or none.")
    private String quote;

    boolean areGiven() {
        return encoding != null || delimiter != null || quote != null;
    }

    /** The settings with these options over them. */
    ReadOptions over(ReadOptions settings) {
        try {
            return settings.with(encoding, delimiter, quote);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage().replaceFirst("^csv\\.", "--"), e);
        }
    }
}
