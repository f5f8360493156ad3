package io.inletroutes.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something an inlet does wrong, so that users can see what their routes make of it.
 *
 * @param kind       what
 * @param number     ANSWER: the HTTP status; PARTIAL: every how many messages one is refused; LIMIT: messages a second
 * @param latency    SLOW: time before an answer
 * @param retryAfter seconds in the header of that name, -1 for none
 * @param every      of so many requests one, 1 for each
 * @param times      so many requests, 0 for any number
 * @param lasting    so long from the first request, zero for ever
 */
public record Fault(Kind kind, int number, Duration latency, int retryAfter, int every, int times, Duration lasting) {

    /** What an inlet can do wrong. */
    public enum Kind {
        ANSWER,
        PARTIAL,
        /** A 207 with an entry too few. */
        FEWER,
        SLOW,
        CUT,
        CUT_AFTER_ACCEPTING,
        HANG,
        GARBAGE,
        LIMIT
    }

    private static final Pattern TEXT = Pattern.compile("(?<what>[1-5]\\d\\d|partial|fewer|slow|cut-after|cut|hang|garbage|limit)(?: (?<number>\\d{1,9})(?<unit>ms|s)?)?"
            + "(?: retry-after (?<after>\\d{1,6}))?(?: every (?<every>\\d{1,9}))?(?: times (?<times>\\d{1,9}))?(?: for (?<lasting>\\d{1,9})s)?");

    /**
     * Reads one fault or several with commas between, as in {@code slow 50ms, 503 every 10}.
     *
     * @throws IllegalArgumentException with the cure
     */
    public static List<Fault> parseAll(String text) {
        return Arrays.stream(text.strip().split("\\s*,\\s*")).map(Fault::parse).toList();
    }

    /**
     * Reads {@code 503 for 30s}, {@code 429 retry-after 2 times 3}, {@code partial 5}, {@code fewer}, {@code slow 200ms}, {@code cut},
     * {@code cut-after}, {@code hang}, {@code garbage} or {@code limit 4000}, each with {@code every N}, {@code times N} and {@code for Ns} behind.
     *
     * @throws IllegalArgumentException with the cure
     */
    public static Fault parse(String text) {
        Matcher found = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (!found.matches()) {
            throw new IllegalArgumentException("\"" + text.strip() + "\" is no fault; write one such as: 503 for 30s, 429 retry-after 2 times 3, 500 every 10, partial 5, "
                    + "fewer, slow 200ms, cut, cut-after, hang, garbage, limit 4000");
        }
        String what = found.group("what");
        Kind kind = switch (what) {
            case "partial" -> Kind.PARTIAL;
            case "fewer" -> Kind.FEWER;
            case "slow" -> Kind.SLOW;
            case "cut" -> Kind.CUT;
            case "cut-after" -> Kind.CUT_AFTER_ACCEPTING;
            case "hang" -> Kind.HANG;
            case "garbage" -> Kind.GARBAGE;
            case "limit" -> Kind.LIMIT;
            default -> Kind.ANSWER;
        };
        int number = group(found, "number", 0);
        boolean counts = kind == Kind.PARTIAL || kind == Kind.SLOW || kind == Kind.LIMIT;
        if (counts == (number == 0) || (kind == Kind.SLOW) != (found.group("unit") != null)) {
            throw new IllegalArgumentException(counts ? what + " needs a number" + (kind == Kind.SLOW ? " with its unit" : "") + "; write " + example(kind)
                    : what + " takes no number; write " + what + " times 3, or " + what + " for 30s");
        }
        Duration latency = kind != Kind.SLOW ? Duration.ZERO : found.group("unit").equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
        return new Fault(kind, kind == Kind.ANSWER ? Integer.parseInt(what) : number, latency, group(found, "after", -1), Math.max(1, group(found, "every", 1)),
                group(found, "times", 0), Duration.ofSeconds(group(found, "lasting", 0)));
    }

    private static String example(Kind kind) {
        return kind == Kind.SLOW ? "slow 200ms" : kind == Kind.LIMIT ? "limit 4000" : "partial 5";
    }

    private static int group(Matcher found, String name, int otherwise) {
        return found.group(name) == null ? otherwise : Integer.parseInt(found.group(name));
    }
}
