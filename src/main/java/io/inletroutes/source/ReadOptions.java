package io.inletroutes.source;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Function;

/**
 * How files are read. Immutable.
 *
 * @param encoding     name of a character set, or {@code auto}: byte order marks and UTF-8, never a guess
 * @param delimiter    one character, {@code tab}, or {@code auto}
 * @param quote        one character, {@code none}, or {@code auto} ({@code "})
 * @param chunkEvents  events in a chunk at most
 * @param maxRecordKb  longest CSV record or JSON event in KiB, 0 for no limit
 * @param maxDepth     deepest nesting of a JSON event
 * @param groupBy      CSV: the column whose equal values make consecutive rows one event, null for an event a row
 */
public record ReadOptions(String encoding, String delimiter, String quote, int chunkEvents, int maxRecordKb, int maxDepth, String groupBy) {

    static final String AUTO = "auto";

    /** Everything found out from the file. */
    public static final ReadOptions DEFAULT = new ReadOptions(AUTO, AUTO, AUTO, 1_000, 8_192, 200, null);

    public ReadOptions {
        if (!encoding.equals(AUTO) && !isCharset(encoding)) {
            throw new IllegalArgumentException("csv.encoding: unknown character set \"" + encoding + "\"; write UTF-8, windows-1252, ISO-8859-1, UTF-16 or auto");
        }
        if (!delimiter.equals(AUTO) && !delimiter.equals("tab") && delimiter.length() != 1) {
            throw new IllegalArgumentException("csv.delimiter: \"" + delimiter + "\" is not one character; write ; or tab or auto");
        }
        if (!quote.equals(AUTO) && !quote.equals("none") && quote.length() != 1) {
            throw new IllegalArgumentException("csv.quote: \"" + quote + "\" is not one character; write ' or none or auto");
        }
        if (chunkEvents < 1 || maxRecordKb < 0 || maxDepth < 1) {
            throw new IllegalArgumentException("csv.chunk-events and json.max-depth are 1 at least, csv.max-record-kb is 0 or more");
        }
    }

    /** The settings {@code csv.*} and {@code json.*}, each with its default. */
    public static ReadOptions from(Function<String, Optional<String>> settings) {
        return new ReadOptions(settings.apply("csv.encoding").orElse(AUTO), settings.apply("csv.delimiter").orElse(AUTO),
                settings.apply("csv.quote").orElse(AUTO), number(settings, "csv.chunk-events", DEFAULT.chunkEvents),
                number(settings, "csv.max-record-kb", DEFAULT.maxRecordKb), number(settings, "json.max-depth", DEFAULT.maxDepth), null);
    }

    /** The same with some options replaced; null leaves one as it is. */
    public ReadOptions with(String newEncoding, String newDelimiter, String newQuote) {
        return new ReadOptions(newEncoding == null ? encoding : newEncoding, newDelimiter == null ? delimiter : newDelimiter,
                newQuote == null ? quote : newQuote, chunkEvents, maxRecordKb, maxDepth, groupBy);
    }

    /** The same, with consecutive rows gathered by a column; null for none. */
    public ReadOptions grouped(String column) {
        return new ReadOptions(encoding, delimiter, quote, chunkEvents, maxRecordKb, maxDepth, column);
    }

    /** In characters. */
    int longestRecord() {
        int unlimited = Integer.MAX_VALUE / 4;
        return maxRecordKb == 0 ? unlimited : (int) Math.min(maxRecordKb * 1024L, unlimited);
    }

    private static int number(Function<String, Optional<String>> settings, String name, int otherwise) {
        String text = settings.apply(name).map(String::trim).orElse("");
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": not a whole number", e);
        }
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
