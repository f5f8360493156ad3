package io.inletroutes.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them. */
final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Words() {
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String counted(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }

    static String rate(double perSecond) {
        return perSecond >= 10 || perSecond == 0 ? number(Math.round(perSecond)) : String.format(Locale.ROOT, "%.1f", perSecond);
    }

    static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000 ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3) : bytes < 1_000_000_000 ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** @param time null gives an empty text */
    static String time(Instant time) {
        return time == null ? "" : TIME.format(time);
    }

    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200 ? seconds / 60 + " min" : seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
    }

    static String milliseconds(double seconds) {
        return Double.isNaN(seconds) ? "" : number(Math.round(seconds * 1e3)) + " ms";
    }

    static String lower(Enum<?> word) {
        return word == null ? "" : word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
