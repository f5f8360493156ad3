package io.inletroutes.source;

import io.inletroutes.Headings;
import io.inletroutes.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what a spreadsheet does to a file it opens and saves again: long numbers rounded to {@code 1.2E+17}, leading zeros gone. Said
 * once per file and column, with the column's name and never a value; the cells stay as they are. For one thread.
 */
final class SpreadsheetDamage {

    private static final Logger LOG = LoggerFactory.getLogger(SpreadsheetDamage.class);
    private static final int ROWS_LOOKED_AT = 10_000;
    private static final int ROWS_COMPARED = 50;
    private static final int SHORTEST_CODE = 5;
    private static final int CODE_IN_TEN = 7;

    private final String name;
    private final Headings headings;
    private final boolean[] told;
    private final Code[] codes;
    private int rows;

    SpreadsheetDamage(String name, Headings headings) {
        this.name = name;
        this.headings = headings;
        this.told = new boolean[headings.names().size()];
        this.codes = new Code[headings.names().size()];
    }

    /** Looks at the cells of a row; past the first rows of a file it costs nothing. */
    void look(Row row) {
        if (rows == ROWS_LOOKED_AT) {
            return;
        }
        rows++;
        if (rows > ROWS_COMPARED && !holdsExponent(row.text(), row.has(0) ? row.start(0) : 0, row.length())) {
            return;
        }
        for (int column = 0; column < told.length; column++) {
            String cell = row.cell(column);
            if (cell == null) {
                return;
            }
            if (!told[column] && isRounded(cell)) {
                told[column] = true;
                LOG.warn("{}: column {} holds numbers such as a spreadsheet rounds them, with E+ in them; their last digits are lost. Export the file again, with the column as text",
                        name, headings.names().get(column));
            }
            if (rows <= ROWS_COMPARED) {
                compare(column, cell);
            }
        }
    }

    /** Whether {@code E+} is anywhere in the row: told without making its cells. */
    private static boolean holdsExponent(byte[] text, int from, int length) {
        for (int i = from + 1; i < from + length; i++) {
            if (text[i] == '+' && text[i - 1] == 'E') {
                return true;
            }
        }
        return false;
    }

    private void compare(int column, String cell) {
        if (codes[column] == null) {
            codes[column] = new Code();
        }
        codes[column].add(cell);
        if (rows == ROWS_COMPARED && codes[column].lostZeros()) {
            LOG.warn("{}: column {} looks as if a spreadsheet took leading zeros away: most of its numbers have {} digits and some have fewer. Export the file again, "
                    + "with the column as text, if they are codes", name, headings.names().get(column), codes[column].digits);
        }
    }

    private static boolean isRounded(String cell) {
        int exponent = cell.indexOf("E+");
        if (exponent < 1 || exponent + 2 >= cell.length()) {
            return false;
        }
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            boolean point = i == 1 && (c == '.' || c == ',');
            if (i != exponent && i != exponent + 1 && !point && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** What the numbers of one column have in common. */
    private static final class Code {

        private boolean numbersOnly = true;
        private boolean leadingZero;
        private int digits;
        private int longest;
        private int shorter;
        private boolean shorterBehind; // a sequence that grows has its shorter numbers in front
        private int seen;

        void add(String cell) {
            if (cell.isEmpty() || !numbersOnly) {
                return;
            }
            numbersOnly = cell.chars().allMatch(c -> c >= '0' && c <= '9');
            leadingZero |= cell.charAt(0) == '0';
            seen++;
            if (cell.length() > digits) {
                shorter += longest;
                longest = 0;
                digits = cell.length();
            }
            if (cell.length() == digits) {
                longest++;
            } else {
                shorter++;
                shorterBehind = true;
            }
        }

        boolean lostZeros() {
            return numbersOnly && !leadingZero && digits >= SHORTEST_CODE && shorterBehind && longest * 10 >= seen * CODE_IN_TEN;
        }
    }
}
