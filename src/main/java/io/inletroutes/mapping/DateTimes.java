package io.inletroutes.mapping;

import java.time.LocalDate;
import java.time.YearMonth;

/** Date-times as the inlet takes them: RFC 3339 with a zone, {@code 2024-05-29T08:15:30.123+02:00}. */
final class DateTimes {

    private static final int MAX_FRACTION = 9;

    private DateTimes() {
    }

    /**
     * The same moment as the inlet takes it, digits and offset as they are. Mended are a blank or a small t for the T, a small z, an
     * offset without colon or minutes, missing seconds. Null when it is no date-time, has no zone, or does not exist.
     */
    static String rfc3339(String text) {
        int length = text.length();
        if (length < 17 || length > 64 || !isDate(text) || !isTimeSeparator(text.charAt(10)) || !isHourAndMinute(text, 11)) {
            return null;
        }
        int at = 16;
        boolean seconds = text.charAt(at) == ':';
        if (seconds) {
            if (length < 20 || two(text, 17) < 0 || two(text, 17) > 59) {
                return null;
            }
            at = 19;
            if (text.charAt(at) == '.') {
                int from = ++at;
                while (at < length && Numbers.isDigit(text.charAt(at))) {
                    at++;
                }
                if (at == from || at - from > MAX_FRACTION) {
                    return null;
                }
            }
        }
        String zone = at < length ? zone(text, at) : null;
        if (zone == null) {
            return null;
        }
        if (seconds && text.charAt(10) == 'T' && text.length() - at == zone.length() && text.endsWith(zone)) {
            return text;
        }
        return text.substring(0, 10) + 'T' + text.substring(11, at) + (seconds ? "" : ":00") + zone;
    }

    /**
     * Whether a slice of UTF-8 is surely a date-time that needs no mending, {@code 2024-05-28T08:15:30.123Z}: the common case, told
     * without making anything. Says nothing of any other, the last days of a month among them.
     */
    static boolean isUsual(byte[] utf8, int from, int end) {
        int length = end - from;
        boolean fraction = length > 21 && length <= 21 + MAX_FRACTION && utf8[from + 19] == '.';
        if (length != 20 && !fraction || utf8[end - 1] != 'Z' || utf8[from + 4] != '-' || utf8[from + 7] != '-' || utf8[from + 10] != 'T'
                || utf8[from + 13] != ':' || utf8[from + 16] != ':') {
            return false;
        }
        for (int i = from + 20; i < end - 1; i++) {
            if (!Numbers.isDigit((char) utf8[i])) {
                return false;
            }
        }
        return two(utf8, from) >= 0 && two(utf8, from + 2) >= 0 && isWithin(two(utf8, from + 5), 1, 12) && isWithin(two(utf8, from + 8), 1, 28)
                && isWithin(two(utf8, from + 11), 0, 23) && isWithin(two(utf8, from + 14), 0, 59) && isWithin(two(utf8, from + 17), 0, 59);
    }

    private static boolean isWithin(int number, int least, int most) {
        return number >= least && number <= most;
    }

    private static int two(byte[] utf8, int at) {
        int tens = utf8[at] - '0';
        int ones = utf8[at + 1] - '0';
        return isWithin(tens, 0, 9) && isWithin(ones, 0, 9) ? tens * 10 + ones : -1;
    }

    /** Whether the text starts with a day of the calendar, {@code 2024-05-29}. */
    static boolean isDate(String text) {
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-' || two(text, 0) < 0 || two(text, 2) < 0) {
            return false;
        }
        int month = two(text, 5);
        int day = two(text, 8);
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= 28 || day <= YearMonth.of(two(text, 0) * 100 + two(text, 2), month).lengthOfMonth();
    }

    /** A day as XDM writes it. */
    static String date(LocalDate date) {
        return date.toString();
    }

    private static boolean isTimeSeparator(char c) {
        return c == 'T' || c == ' ' || c == 't';
    }

    private static boolean isHourAndMinute(String text, int at) {
        int hour = two(text, at);
        int minute = two(text, at + 3);
        return hour >= 0 && hour <= 23 && text.charAt(at + 2) == ':' && minute >= 0 && minute <= 59;
    }

    private static String zone(String text, int at) {
        char sign = text.charAt(at);
        int left = text.length() - at;
        if (sign == ' ' && left > 1) {
            return zone(text, at + 1);
        }
        if (sign == 'Z' || sign == 'z') {
            return left == 1 ? "Z" : null;
        }
        if (sign != '+' && sign != '-' || left < 3) {
            return null;
        }
        int hours = two(text, at + 1);
        int minutes = 0;
        if (left == 6 && text.charAt(at + 3) == ':') {
            minutes = two(text, at + 4);
        } else if (left == 5) {
            minutes = two(text, at + 3);
        } else if (left != 3) {
            return null;
        }
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return null;
        }
        return left == 6 ? text.substring(at) : String.format("%c%02d:%02d", sign, hours, minutes);
    }

    private static int two(String text, int at) {
        char tens = text.charAt(at);
        char ones = text.charAt(at + 1);
        return Numbers.isDigit(tens) && Numbers.isDigit(ones) ? (tens - '0') * 10 + ones - '0' : -1;
    }
}
