package io.inletroutes.cli;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/** Recognises how a sample writes a point in time, so that a draft can say so. */
final class SampleTime {

    private static final List<String> PATTERNS = List.of("dd.MM.uuuu HH:mm:ss", "dd.MM.uuuu HH:mm", "uuuu-MM-dd HH:mm:ss", "uuuu-MM-dd HH:mm",
            "uuuu-MM-dd'T'HH:mm:ss", "uuuu/MM/dd HH:mm:ss", "dd/MM/uuuu HH:mm:ss", "dd/MM/uuuu HH:mm");

    private SampleTime() {
    }

    /** The function that turns {@code sample} into what {@code preview} shows; empty when none is needed or none fits. */
    static String function(String preview, String sample) {
        if (!preview.contains("T") || !preview.endsWith("Z") || sample.isEmpty() || hasZone(sample)) {
            return "";
        }
        if (sample.matches("\\d{13}")) {
            return " ~> dateTime('epochMillis')";
        }
        if (sample.matches("\\d{10}")) {
            return " ~> dateTime('epochSeconds')";
        }
        for (String pattern : PATTERNS) {
            if (fits(pattern, sample)) {
                return " ~> dateTime('" + pattern.replace("uuuu", "yyyy").replace("'T'", "\\'T\\'") + "', 'UTC')";
            }
        }
        return "";
    }

    /** The function that reads all of these as dates; empty when none does. */
    static String dateFunction(List<String> samples) {
        for (String pattern : List.of("dd.MM.uuuu", "d.M.uuuu", "dd/MM/uuuu", "MM/dd/uuuu", "uuuu/MM/dd", "uuuuMMdd")) {
            if (samples.stream().allMatch(sample -> fits(pattern, sample))) {
                return " ~> date('" + pattern.replace("uuuu", "yyyy") + "')";
            }
        }
        return "";
    }

    /** Whether it is a point in time that a draft can read. */
    static boolean isTime(String sample) {
        return hasZone(sample) || PATTERNS.stream().anyMatch(pattern -> fits(pattern, sample));
    }

    private static boolean hasZone(String sample) {
        try {
            OffsetDateTime.parse(sample);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean fits(String pattern, String sample) {
        try {
            DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT).parse(sample);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
