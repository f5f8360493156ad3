package io.inletroutes.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.BrokenEvent;
import io.inletroutes.Chunk;
import io.inletroutes.Event;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Map;

/**
 * Gives the refused rows of a file back as a file that can be mended and dropped again: for CSV the original's heading, delimiter,
 * encoding and line ends, each row's text as it stood, with {@code _reason}, {@code _row} and {@code _dead_letter} in front; for JSON
 * one event a line, with the reasons in a file beside it. Packed as the original is, whose name it has.
 */
public final class RejectedRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RejectedRows() {
    }

    /**
     * Writes to a temporary name, forces it to the disk and renames it, so that a half-written file is never seen.
     *
     * @param original the file the rows were read from, unchanged
     * @param rows     in the order of their rows; read once
     */
    public static void write(Path original, ReadOptions options, Iterator<Rejection> rows, Path target) throws IOException {
        Content content = Content.of(original);
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            boolean json = SourceFile.isJson(original);
            OutputStream out = content.packing().pack(file, entryName(target, json));
            if (json) {
                writeJson(content, options, rows, out, target);
            } else {
                writeCsv(content, options, rows, out);
            }
            Packing.finish(out);
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String entryName(Path target, boolean json) {
        String name = target.getFileName().toString().replaceFirst("(?i)\\.zip$", "");
        return name.matches("(?i).*\\.(csv|tsv|txt|json|jsonl|ndjson)") ? name : name + (json ? ".jsonl" : ".csv");
    }

    private static void writeCsv(Content content, ReadOptions options, Iterator<Rejection> rows, OutputStream out) throws IOException {
        try (CsvFile file = CsvFile.open(content, options)) {
            Charset charset = file.encoding().charset();
            CsvDialect dialect = file.dialect();
            String lineEnd = file.scanner().lineEnd().isEmpty() ? "\n" : file.scanner().lineEnd();
            String delimiter = String.valueOf(dialect.delimiter());
            out.write(file.encoding().markBytes(content));
            out.write(dialect.separatorLine().getBytes(charset));
            String added = String.join(delimiter, CsvFile.REASON, CsvFile.ROW, CsvFile.DEAD_LETTER);
            out.write((added + delimiter + file.ownText(file.heading().length) + lineEnd).getBytes(charset));
            int groupColumn = options.groupBy() == null ? -1 : file.column(options.groupBy());
            while (rows.hasNext()) {
                Rejection rejection = rows.next();
                while (file.scanner().row() < rejection.row() && file.scanner().next()) {
                    continue; // to the refused row
                }
                writeRow(file, rejection, lineEnd, out);
                if (groupColumn >= 0) {
                    writeGroup(file, groupColumn, rejection, lineEnd, out);
                }
            }
        }
    }

    /** The further rows that were refused together with this one; leaves the file at the first that was not. */
    private static void writeGroup(CsvFile file, int column, Rejection rejection, String lineEnd, OutputStream out) throws IOException {
        String value = file.group(column);
        while (file.scanner().next()) {
            String following = file.group(column);
            if (value != null && following != null && !following.equals(value)) {
                return;
            }
            value = value == null ? following : value;
            writeRow(file, rejection, lineEnd, out);
        }
    }

    private static void writeRow(CsvFile file, Rejection rejection, String lineEnd, OutputStream out) throws IOException {
        Charset charset = file.encoding().charset();
        CsvDialect dialect = file.dialect();
        CsvScanner scanner = file.scanner();
        String delimiter = String.valueOf(dialect.delimiter());
        String front = String.join(delimiter, cell(formulaSafe(rejection.reason()), dialect), Long.toString(scanner.row()), cell(rejection.deadLetter(), dialect));
        out.write((front + delimiter + file.ownText(scanner.record().count())).getBytes(charset));
        if (scanner.flaw() == CsvScanner.Flaw.TOO_LONG) {
            Writer rest = new OutputStreamWriter(out, charset);
            scanner.copyRest(rest);
            rest.flush();
        } else if (scanner.flaw() != CsvScanner.Flaw.OPEN_QUOTE) {
            out.write((scanner.lineEnd().isEmpty() ? lineEnd : scanner.lineEnd()).getBytes(charset));
        }
    }

    private static String cell(String text, CsvDialect dialect) {
        if (dialect.quote() < 0) {
            return text.replace(dialect.delimiter(), ' ').replace('\n', ' ').replace('\r', ' ');
        }
        char quote = (char) dialect.quote();
        boolean needsQuotes = text.indexOf(quote) >= 0 || text.indexOf(dialect.delimiter()) >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
        return needsQuotes ? quote + text.replace(String.valueOf(quote), "" + quote + quote) + quote : text;
    }

    /** A spreadsheet must not take a reason for a formula. */
    private static String formulaSafe(String reason) {
        return !reason.isEmpty() && "=+-@\t\r".indexOf(reason.charAt(0)) >= 0 ? "'" + reason : reason;
    }

    private static void writeJson(Content content, ReadOptions options, Iterator<Rejection> rows, OutputStream out, Path target) throws IOException {
        Path reasons = target.resolveSibling(target.getFileName() + ".reasons.jsonl");
        try (JsonEvents events = new JsonEvents(content, options, SettledRows.NONE, () -> false);
                OutputStream why = new BufferedOutputStream(Files.newOutputStream(reasons))) {
            Iterator<Event> all = flat(events);
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            while (rows.hasNext()) {
                Rejection rejection = rows.next();
                Event event = all.next();
                while (event.row() < rejection.row() && all.hasNext()) {
                    event = all.next();
                }
                boolean oneLine = event instanceof BrokenEvent || event.raw().indexOf('\n') < 0;
                text.write(oneLine ? event.raw() : event.value().toString());
                if (!all.hasNext() && event instanceof BrokenEvent) {
                    events.copyRest(text);
                }
                text.write('\n');
                why.write((JSON.writeValueAsString(Map.of("row", rejection.row(), "reason", rejection.reason(), "dead_letter", rejection.deadLetter())) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            text.flush();
        }
    }

    private static Iterator<Event> flat(EventReader reader) {
        return new Iterator<>() {
            private Iterator<Event> chunk = java.util.Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!chunk.hasNext() && reader.hasNext()) {
                    Chunk following = reader.next();
                    chunk = following.iterator();
                }
                return chunk.hasNext();
            }

            @Override
            public Event next() {
                hasNext();
                return chunk.next();
            }
        };
    }
}
