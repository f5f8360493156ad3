package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.node.NumericNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Functions from a date or time as an event writes it to one that the inlet takes. Days that do not exist are refused. */
final class TimeFunctions {

    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss").appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).appendOffset("+HH:MM", "Z").toFormatter(Locale.ROOT);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253402300799L);

    private TimeFunctions() {
    }

    static Step dateTime(FunctionCall call, Function.Tables tables) {
        if (call.arguments().isEmpty()) {
            return (value, fill) -> {
                String time = value instanceof String text ? DateTimes.rfc3339(text) : null;
                if (time == null) {
                    throw new Unfit("is no date-time with a zone", "write how the event writes it: ~> dateTime('dd.MM.yyyy HH:mm', 'Europe/Zurich')");
                }
                return time;
            };
        }
        String pattern = call.text(0);
        if (pattern.equals("epochMillis") || pattern.equals("epochSeconds")) {
            boolean millis = pattern.equals("epochMillis");
            if (call.arguments().size() > 1) {
                throw new IllegalArgumentException(pattern + " takes no zone: it counts in UTC");
            }
            return (value, fill) -> epoch(value, millis);
        }
        ZoneId zone = call.arguments().size() > 1 ? zone(call.text(1)) : null;
        DateTimeFormatter format = format(pattern);
        checkPattern(format, pattern, zone);
        return (value, fill) -> zoned(value, format, pattern, zone);
    }

    private static String epoch(Object value, boolean millis) throws Unfit {
        NumericNode number = value instanceof NumericNode node && Numbers.isFinite(node) ? node : value instanceof String text ? Numbers.parse(text) : null;
        if (number == null) {
            throw new Unfit("is no number of " + (millis ? "milliseconds" : "seconds") + " since 1970", "write the pattern of the event's time: ~> dateTime('dd.MM.yyyy HH:mm', 'Europe/Zurich')");
        }
        BigDecimal seconds = millis ? number.decimalValue().divide(THOUSAND) : number.decimalValue();
        if (seconds.abs().compareTo(LAST_SECOND) > 0) {
            throw new Unfit("is later than the year 9999", millis ? "if the event counts seconds, write ~> dateTime('epochSeconds')" : "if the event counts milliseconds, write ~> dateTime('epochMillis')");
        }
        long whole = seconds.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
        int nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).intValue();
        OffsetDateTime time = Instant.ofEpochSecond(whole, nanos).atOffset(ZoneOffset.UTC);
        if (time.getYear() < 0) {
            throw new Unfit("is earlier than the year 0", "correct the event");
        }
        return nanos % 1_000_000 == 0 && millis ? MILLIS.format(time) : RFC_3339.format(time);
    }

    private static String zoned(Object value, DateTimeFormatter format, String pattern, ZoneId zone) throws Unfit {
        TemporalAccessor parsed = parse(value, format, pattern);
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDateTime local = time == null ? date.atStartOfDay() : date.atTime(time);
        ZoneId own = parsed.query(TemporalQueries.zone());
        ZoneId used = own == null ? zone : own;
        if (used == null) {
            throw new Unfit("has no zone", "name it: ~> dateTime('" + pattern + "', 'Europe/Zurich')");
        }
        if (time == null) {
            return RFC_3339.format(date.atStartOfDay(used).toOffsetDateTime());
        }
        if (used.getRules().getValidOffsets(local).isEmpty()) {
            throw new Unfit("is a time that clocks in " + used + " left out", "correct the event: clocks went forward in that night");
        }
        return RFC_3339.format(local.atZone(used).toOffsetDateTime());
    }

    static Step date(FunctionCall call, Function.Tables tables) {
        if (call.arguments().isEmpty()) {
            return (value, fill) -> {
                boolean date = value instanceof String text && DateTimes.isDate(text) && (text.length() == 10 || DateTimes.rfc3339(text) != null);
                if (!date) {
                    throw new Unfit("is no date", "write how the event writes it: ~> date('dd.MM.yyyy')");
                }
                return ((String) value).substring(0, 10);
            };
        }
        DateTimeFormatter format = format(call.text(0));
        checkPattern(format, call.text(0), ZoneOffset.UTC);
        return (value, fill) -> DateTimes.date(parse(value, format, call.text(0)).query(TemporalQueries.localDate()));
    }

    private static TemporalAccessor parse(Object value, DateTimeFormatter format, String pattern) throws Unfit {
        String text = Value.text(value);
        if (text != null) {
            try {
                TemporalAccessor parsed = format.parse(text);
                if (parsed.query(TemporalQueries.localDate()) != null && parsed.get(ChronoField.YEAR) >= 0 && parsed.get(ChronoField.YEAR) <= 9999) {
                    return parsed;
                }
            } catch (DateTimeException e) { // its message holds the value
                throw new Unfit("is no date written as " + pattern, "write the event's own pattern, or correct the event");
            }
        }
        throw new Unfit("is no date written as " + pattern, "write the event's own pattern, or correct the event");
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no time zone \"" + name + "\"" + Suggestion.of(name, ZoneId.getAvailableZoneIds()));
        }
    }

    /** Strict about days, lenient about the letter for the year: yyyy and uuuu mean the same. */
    private static DateTimeFormatter format(String pattern) {
        try {
            return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern).parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT).withChronology(IsoChronology.INSTANCE);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + pattern + "\" is no date pattern; letters are those of Java's DateTimeFormatter, as in dd.MM.yyyy HH:mm");
        }
    }

    private static void checkPattern(DateTimeFormatter format, String pattern, ZoneId zone) {
        TemporalAccessor parsed;
        try {
            parsed = format.parse(format.format(LocalDateTime.of(2024, 12, 31, 23, 58, 59, 123_456_789).atZone(zone == null ? ZoneOffset.UTC : zone)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the pattern \"" + pattern + "\" names no whole date; hours are HH (or hh with a), days dd, months MM, years yyyy");
        }
        if (parsed.query(TemporalQueries.localDate()) == null) {
            throw new IllegalArgumentException("the pattern \"" + pattern + "\" names no whole date; days are dd, months MM, years yyyy");
        }
        if (zone == null && parsed.query(TemporalQueries.zone()) == null) {
            throw new IllegalArgumentException("the pattern \"" + pattern + "\" has no zone; name it: dateTime('" + pattern + "', 'Europe/Zurich')");
        }
    }
}
