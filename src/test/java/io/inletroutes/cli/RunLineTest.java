package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RunLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"run", "run --home x", "run --home=x", "--home x run", "--home=/x/y run", "run --samples", "run --samples --until-settled", "run --until-settled --samples",
            "run --home=my-run --samples", "--home ../run run --samples"})
    void isReadAsPicocliReadsIt(String line) {
        String[] arguments = line.split(" ");

        assertThat(RunLine.of(arguments)).contains(readByPicocli(arguments));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "check", "check --home run", "run --help", "run run", "--home run", "--home run run", "run --home", "run --home --samples", "run --home=", "run --home @x",
            "run --home=\"x\"", "run --home x --home y", "--home x run --home=x", "--samples run", "run --samples --samples", "run --samples=true", "run --until-settled", "run -- --samples", "run x", "run --sample"})
    void leavesToPicocliWhatIsNotPlain(String line) {
        assertThat(RunLine.of(line.split(" "))).isEmpty();
    }

    private static RunLine readByPicocli(String... arguments) {
        CommandLine.ParseResult run = InletRoutes.commandLine(arguments).parseArgs(arguments).subcommand();
        return ((Run) run.commandSpec().userObject()).line();
    }
}
