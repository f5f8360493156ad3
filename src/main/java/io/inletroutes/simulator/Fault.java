package io.inletroutes.simulator;

import java.time.Duration;
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
 * @param times      so many requests, 0 for any number
 * @param lasting    so long from the first request, zero for ever
 */
public record Fault(Kind kind, int number, Duration latency, int retryAfter, int times, Duration lasting) {

    /** What an inlet can do wrong. */
    public enum Kind { ANSWER, PARTIAL, SLOW, CUT, CUT_AFTER_ACCEPTING, HANG, GARBAGE, LIMIT }

    private static final Pattern TEXT = Pattern.compile("(?<what>\\d{3}|partial|slow|cut-after|cut|hang|garbage|limit)(?: (?<number>\\d+)(?<unit>ms|s)?)?"
            + "(?: retry-after (?<after>\\d+))?(?: times (?<times>\\d+))?(?: for (?<lasting>\\d+)s)?");

    /**
     * Reads {@code 503 for 30s}, {@code 429 retry-after 2 times 3}, {@code partial 5}, {@code slow 200ms}, {@code cut}, {@code cut-after},
     * {@code hang}, {@code garbage} or {@code limit 4000}, each with {@code times N} or {@code for Ns} behind.
     *
     * @throws IllegalArgumentException with the cure
     */
    public static Fault parse(String text) {
        Matcher found = TEXT.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!found.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no fault; write one such as: 503 for 30s, 429 retry-after 2 times 3, partial 5, slow 200ms, cut, "
                    + "cut-after, hang, garbage, limit 4000");
        }
        String what = found.group("what");
        int number = found.group("number") == null ? 0 : Integer.parseInt(found.group("number"));
        Kind kind = switch (what) {
            case "partial" -> Kind.PARTIAL;
            case "slow" -> Kind.SLOW;
            case "cut" -> Kind.CUT;
            case "cut-after" -> Kind.CUT_AFTER_ACCEPTING;
            case "hang" -> Kind.HANG;
            case "garbage" -> Kind.GARBAGE;
            case "limit" -> Kind.LIMIT;
            default -> Kind.ANSWER;
        };
        if (number == 0 && (kind == Kind.PARTIAL || kind == Kind.SLOW || kind == Kind.LIMIT)) {
            throw new IllegalArgumentException(what + " needs a number; write " + what + (kind == Kind.SLOW ? " 200ms" : " 5"));
        }
        Duration latency = kind != Kind.SLOW ? Duration.ZERO : "s".equals(found.group("unit")) ? Duration.ofSeconds(number) : Duration.ofMillis(number);
        return new Fault(kind, kind == Kind.ANSWER ? Integer.parseInt(what) : number, latency, group(found, "after", -1), group(found, "times", 0),
                Duration.ofSeconds(group(found, "lasting", 0)));
    }

    private static int group(Matcher found, String name, int otherwise) {
        return found.group(name) == null ? otherwise : Integer.parseInt(found.group(name));
    }
}
