package io.inletroutes.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Rows of a file as a spreadsheet counts them, the heading being row 1.
 *
 * @param first first row wanted
 * @param last  last row wanted, {@link Long#MAX_VALUE} for the end of the file
 */
record RowRange(long first, long last) {

    /** Every row. */
    static final RowRange ALL = new RowRange(0, Long.MAX_VALUE);

    private static final Pattern NOTATION = Pattern.compile("(\\d{1,18})(-(\\d{1,18})?)?");

    boolean holds(long row) {
        return row >= first && row <= last;
    }

    /** Reads {@code 3}, {@code 3-5} and {@code 3-}. */
    static final class Notation implements ITypeConverter<RowRange> {

        @Override
        public RowRange convert(String text) {
            Matcher parts = NOTATION.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException("\"" + text + "\" names no rows; write 3, 3-5 or 3-");
            }
            long first = Long.parseLong(parts.group(1));
            long last = parts.group(2) == null ? first : parts.group(3) == null ? Long.MAX_VALUE : Long.parseLong(parts.group(3));
            if (last < first) {
                throw new TypeConversionException("\"" + text + "\" ends before it starts");
            }
            return new RowRange(first, last);
        }
    }
}
