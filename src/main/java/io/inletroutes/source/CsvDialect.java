package io.inletroutes.source;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * How one CSV file separates and quotes its cells.
 *
 * @param delimiter between cells
 * @param quote     around cells, -1 for none
 * @param separatorLine the {@code sep=;} line the file starts with, with its line end; empty when there is none
 */
record CsvDialect(char delimiter, int quote, String separatorLine) {

    private static final String CANDIDATES = ",;\t|";
    private static final int LOOK_AHEAD = 1 << 16;
    private static final int ROWS_COMPARED = 20;

    /** Found out from the start of the text where the options leave it open. */
    static CsvDialect of(String name, Reader text, ReadOptions options) throws IOException {
        String head = head(text);
        String separatorLine = separatorLine(head);
        int quote = switch (options.quote()) {
            case ReadOptions.AUTO -> '"';
            case "none" -> -1;
            default -> options.quote().charAt(0);
        };
        char delimiter = switch (options.delimiter()) {
            case ReadOptions.AUTO -> separatorLine.isEmpty() ? detect(name, head, quote) : separatorLine.charAt(4);
            case "tab" -> '\t';
            default -> options.delimiter().charAt(0);
        };
        return new CsvDialect(delimiter, quote, separatorLine);
    }

    /** @param text in UTF-8, from its first byte on */
    CsvScanner scanner(InputStream text, ReadOptions options) throws IOException {
        text.skipNBytes(separatorLine.getBytes(StandardCharsets.UTF_8).length);
        return new CsvScanner(text, delimiter, quote, options.longestRecord(), separatorLine.isEmpty() ? 1 : 2);
    }

    private static String head(Reader text) throws IOException {
        char[] head = new char[LOOK_AHEAD];
        int length = 0;
        for (int got = 0; got >= 0 && length < head.length; got = text.read(head, length, head.length - length)) {
            length += got;
        }
        return new String(head, 0, length);
    }

    private static String separatorLine(String head) {
        if (!head.regionMatches(true, 0, "sep=", 0, 4) || head.length() < 6) {
            return "";
        }
        int end = 5;
        while (end < head.length() && end < 7 && (head.charAt(end) == '\r' || head.charAt(end) == '\n')) {
            end++;
        }
        return end == 5 ? "" : head.substring(0, end);
    }

    /**
     * The candidate that cuts heading and first rows into the same number of cells, the most cells where several do. Where the rows
     * differ, the most frequent in the heading; a comma where none occurs.
     */
    private static char detect(String name, String head, int quote) throws IOException {
        int best = -1;
        int most = 1;
        boolean tie = false;
        for (int i = 0; i < CANDIDATES.length(); i++) {
            int cells = commonCells(head, CANDIDATES.charAt(i), quote);
            tie = cells == most && cells > 1 || tie && cells < most;
            best = cells > most ? i : best;
            most = Math.max(most, cells);
        }
        if (tie) {
            throw new UnreadableFileException(Problem.error(Location.of(name, 1), "more than one of , ; tab | could be the delimiter").fix("set csv.delimiter"));
        }
        return best >= 0 ? CANDIDATES.charAt(best) : mostFrequent(head, quote);
    }

    /** How many cells heading and rows have alike; 0 when they differ or no row follows the heading. */
    private static int commonCells(String head, char delimiter, int quote) throws IOException {
        CsvScanner rows = new CsvScanner(new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)), delimiter, quote, Integer.MAX_VALUE, 1);
        if (!rows.next()) {
            return 0;
        }
        int common = rows.record().count();
        int alike = 0;
        for (int row = 0; row < ROWS_COMPARED && rows.next(); row++) {
            boolean cut = rows.lineEnd().isEmpty() && head.length() == LOOK_AHEAD;
            if (rows.flaw() == CsvScanner.Flaw.NONE && !cut) {
                if (rows.record().count() != common) {
                    return 0;
                }
                alike++;
            }
        }
        return alike == 0 ? 0 : common;
    }

    /** Counted in the heading, outside quotes. */
    private static char mostFrequent(String head, int quote) {
        int[] counts = new int[CANDIDATES.length()];
        boolean quoted = false;
        boolean content = false;
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            if (c == quote) {
                quoted = !quoted;
            }
            boolean lineEnd = !quoted && (c == '\n' || c == '\r');
            if (lineEnd && content) {
                break;
            }
            content |= !lineEnd;
            int candidate = CANDIDATES.indexOf(c);
            if (!quoted && candidate >= 0) {
                counts[candidate]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return CANDIDATES.charAt(best);
    }
}
