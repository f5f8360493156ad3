package io.inletroutes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class LetterChoice {

    private static final Pattern AGO = Pattern.compile("(\\d+)(m|h|d)");

    @Option(names = "--route", paramLabel = "ID", description = "Those of one route.")
    private String route;

    @Option(names = "--file", paramLabel = "NAME", description = "Those of one file (or queue).")
    private String file;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Those whose reason holds the text.")
    private String reason;

    @Option(names = "--since", paramLabel = "TIME", description = "Those refused since then: 30m, 4h, 7d, or 2024-05-29T10:00:00Z.")
    private String since;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    private Integer limit;

    ObjectNode into(ObjectNode request, CommandLine line) {
        if (route != null) {
            request.put("route", route);
        }
        if (file != null) {
            request.put("source", file);
        }
        if (reason != null) {
            request.put("reason", reason);
        }
        if (since != null) {
            request.put("since", instant(line).toString());
        }
        if (limit != null) {
            request.put("limit", limit);
        }
        return request;
    }

    /** Whether something narrows the choice. */
    boolean isNarrow() {
        return route != null || file != null || reason != null || since != null;
    }

    private Instant instant(CommandLine line) {
        Matcher ago = AGO.matcher(since);
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            Duration back = ago.group(2).equals("m") ? Duration.ofMinutes(number) : ago.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofDays(number);
            return Instant.now().minus(back);
        }
        try {
            return Instant.parse(since);
        } catch (DateTimeParseException e) {
            throw new CommandLine.ParameterException(line, "--since " + since + " is no time; write 30m, 4h, 7d, or 2024-05-29T10:00:00Z");
        }
    }
}
