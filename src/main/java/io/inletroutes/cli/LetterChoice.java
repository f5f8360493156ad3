package io.inletroutes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class LetterChoice {

    private static final Pattern AGO = Pattern.compile("(\\d+)(m|h|d)");
    private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d");
    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d");

    @Option(names = "--route", paramLabel = "ID", description = "Those of one route.")
    private String route;

    @Option(names = "--file", paramLabel = "NAME", description = "Those of one file (or queue).")
    private String file;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Those whose reason holds the text.")
    private String reason;

    @Option(names = "--since", paramLabel = "TIME", description = "Those refused since then: 30m, 4h, 7d ago, 09:00, or 2024-05-29T10:00:00Z.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Those refused before then.")
    private String until;

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
            request.put("since", instant("--since", since, line).toString());
        }
        if (until != null) {
            request.put("until", instant("--until", until, line).toString());
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

    private static Instant instant(String option, String text, CommandLine line) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            Duration back = ago.group(2).equals("m") ? Duration.ofMinutes(number) : ago.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofDays(number);
            return Instant.now().minus(back);
        }
        try {
            if (CLOCK.matcher(text).matches()) {
                ZonedDateTime today = ZonedDateTime.now().with(LocalTime.parse(text));
                return (today.isAfter(ZonedDateTime.now()) ? today.minusDays(1) : today).toInstant();
            }
            return LOCAL.matcher(text).matches() ? LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant() : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new CommandLine.ParameterException(line, option + " " + text + " is no time; write 30m, 4h, 7d, 09:00 (the last time it was that), 2024-05-29T10:00, or 2024-05-29T10:00:00Z");
        }
    }
}
