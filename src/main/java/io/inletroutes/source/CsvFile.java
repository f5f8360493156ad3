package io.inletroutes.source;

import io.inletroutes.Headings;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One CSV file, opened: its dialect, its columns, and a scanner behind the heading. The columns that a rejected file adds
 * ({@code _row}, {@code _reason}, {@code _dead_letter}) are known and are no part of the events.
 */
final class CsvFile implements Closeable {

    static final String ROW = "_row";
    static final String REASON = "_reason";
    static final String DEAD_LETTER = "_dead_letter";
    static final String APPENDED = "another file was appended here: the row is the heading again, or starts with a byte order mark";

    private static final byte[] MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);

    private final TextEncoding encoding;
    private final CsvDialect dialect;
    private final CsvScanner scanner;
    private String[] heading = {};
    private byte[] firstHeading = {};
    private Headings headings = new Headings(List.of());
    private int[] own = {};
    private int deadLetterColumn = -1;

    private CsvFile(TextEncoding encoding, CsvDialect dialect, CsvScanner scanner) {
        this.encoding = encoding;
        this.dialect = dialect;
        this.scanner = scanner;
    }

    /** @throws UnreadableFileException when the encoding or the heading is wrong */
    static CsvFile open(Content content, ReadOptions options) throws IOException {
        TextEncoding encoding = TextEncoding.of(content, options);
        CsvDialect dialect;
        try (Reader head = encoding.reader(content)) {
            dialect = CsvDialect.of(content.name(), head, options);
        }
        InputStream text = encoding.utf8(content);
        try {
            CsvFile file = new CsvFile(encoding, dialect, dialect.scanner(text, options));
            if (file.scanner.next()) {
                file.readHeading(content.name());
            }
            return file;
        } catch (UnreadableFileException | IOException e) {
            text.close();
            throw e;
        }
    }

    private void readHeading(String name) {
        Location place = Location.of(name, (int) Math.min(scanner.line(), Integer.MAX_VALUE));
        if (scanner.flaw() != CsvScanner.Flaw.NONE) {
            throw new UnreadableFileException(Problem.error(place, "the heading has a quote that is not closed or closed too early").fix("quote the names as in \"name\""));
        }
        heading = scanner.record().cells();
        firstHeading = heading[0].getBytes(StandardCharsets.UTF_8);
        int named = heading.length;
        while (named > 0 && heading[named - 1].isEmpty()) {
            named--; // every line ends with the delimiter: columns without a name and without content
        }
        Set<String> names = new HashSet<>();
        List<String> columns = new ArrayList<>();
        own = new int[named];
        int count = 0;
        for (int i = 0; i < named; i++) {
            if (!names.add(heading[i])) {
                throw new UnreadableFileException(Problem.error(place, heading[i].isEmpty() ? "two columns have no name" : "two columns are called \"" + heading[i] + "\"")
                        .fix("give each column a name of its own"));
            }
            if (heading[i].equals(DEAD_LETTER)) {
                deadLetterColumn = i;
            } else if (!heading[i].equals(ROW) && !heading[i].equals(REASON)) {
                columns.add(heading[i]);
                own[count++] = i;
            }
        }
        own = Arrays.copyOf(own, count);
        headings = new Headings(columns);
    }

    TextEncoding encoding() {
        return encoding;
    }

    CsvDialect dialect() {
        return dialect;
    }

    CsvScanner scanner() {
        return scanner;
    }

    /** The heading as it stands in the file, all columns. Empty for an empty file. */
    String[] heading() {
        return heading;
    }

    Headings headings() {
        return headings;
    }

    /** What the current record shares with others of its group: the value of a column, and the dead letter they mend together. Null when that cannot be told. */
    String group(int column) {
        String[] cells = scanner.record().cells();
        if (column >= cells.length || deadLetterColumn >= cells.length || scanner.flaw() != CsvScanner.Flaw.NONE) {
            return null;
        }
        return deadLetterColumn < 0 ? cells[column] : cells[column] + '\0' + cells[deadLetterColumn].trim();
    }

    /** Where the file has one of the event's columns, -1 for nowhere. */
    int column(String name) {
        int at = headings.indexOf(name);
        return at < 0 ? -1 : own[at];
    }

    /** The record as it stands in the file, without the columns of an earlier rejected file. */
    String ownText(int cells) {
        if (headings.names().size() == named()) {
            return scanner.raw();
        }
        StringBuilder text = new StringBuilder();
        String separator = "";
        for (int i = 0; i < cells; i++) {
            boolean added = i < named() && (heading[i].equals(ROW) || heading[i].equals(REASON) || heading[i].equals(DEAD_LETTER));
            if (!added) {
                text.append(separator).append(scanner.rawCell(i));
                separator = String.valueOf(dialect.delimiter());
            }
        }
        return text.toString();
    }

    /** What the current record mends, when nothing is wrong with it; empty when it comes for the first time. */
    String deadLetter() {
        return deadLetterColumn < 0 ? "" : scanner.record().cell(deadLetterColumn).trim();
    }

    /** Adds the current record, when nothing is wrong with it. Returns what its own cells take, in bytes. */
    int cut(CutRows rows, boolean settled) {
        String letter = deadLetter();
        return rows.add(scanner.row(), scanner.record(), own.length == scanner.record().count() ? null : own, letter.isEmpty() ? null : letter, settled);
    }

    /** What is wrong with the current record, null when nothing is. */
    String flaw() {
        return switch (scanner.flaw()) {
            case OPEN_QUOTE -> "a quote is opened and never closed; everything behind it in the file is part of this row";
            case TEXT_AFTER_QUOTE -> "text follows a closing quote";
            case TOO_LONG -> "the row is longer than csv.max-record-kb; the file cannot be read beyond it";
            case NONE -> isHeading() || scanner.record().startsWith(MARK) ? APPENDED : cellCount();
        };
    }

    private boolean isHeading() {
        return scanner.record().is(0, firstHeading) && Arrays.equals(scanner.record().cells(), heading);
    }

    private String cellCount() {
        int cells = scanner.record().count();
        int last = own.length == 0 ? 0 : own[own.length - 1] + 1;
        int columns = Math.max(last, deadLetterColumn + 1);
        int filled = cells;
        while (filled > heading.length && scanner.record().isEmpty(filled - 1)) {
            filled--;
        }
        boolean namelessFilled = false;
        for (int i = named(); i < Math.min(cells, heading.length); i++) {
            namelessFilled |= !scanner.record().isEmpty(i);
        }
        if (filled > heading.length || namelessFilled) {
            return counted();
        }
        return cells < columns ? counted() : null;
    }

    /** Without the columns that a rejected file has in front: who mends it knows his own. */
    private String counted() {
        int technical = named() - own.length;
        int count = Math.max(0, scanner.record().count() - technical);
        return "the row has " + count + (count == 1 ? " cell" : " cells") + ", the heading " + own.length;
    }

    private int named() {
        int named = heading.length;
        while (named > 0 && heading[named - 1].isEmpty()) {
            named--;
        }
        return named;
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
