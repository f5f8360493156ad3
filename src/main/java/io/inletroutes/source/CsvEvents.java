package io.inletroutes.source;

import io.inletroutes.Chunk;
import io.inletroutes.Event;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/** The rows of one CSV file in chunks. A row that breaks the rules is an event too, one that can only be refused. */
final class CsvEvents implements EventReader {

    private static final int LOOKED_UP_TOGETHER = 1_000;

    private final CsvFile file;
    private final String name;
    private final int chunkEvents;
    private final SettledRows settled;
    private final BooleanSupplier stopping;
    private final SpreadsheetDamage damage;
    private final CutRows cut;
    private RowGroups groups;
    private int groupColumn = -1;
    private Chunk next;
    private boolean ended;
    private boolean lastSettled;

    CsvEvents(Content content, ReadOptions options, SettledRows settled, BooleanSupplier stopping) throws IOException {
        this.file = CsvFile.open(content, options);
        this.name = content.name();
        this.chunkEvents = options.chunkEvents();
        this.settled = settled;
        this.stopping = stopping;
        this.damage = new SpreadsheetDamage(name, file.headings());
        boolean grouped = options.groupBy() != null && !file.headings().names().isEmpty();
        this.cut = grouped ? new CutRows(name, content.time(), file.headings(), null, 1)
                : new CutRows(name, content.time(), file.headings(), new EqualEvents(), LOOKED_UP_TOGETHER);
        if (grouped) {
            groupColumn = groupColumn(options.groupBy());
            groups = new RowGroups(new RowGroups.Rows() {
                @Override
                public Event next() throws IOException {
                    return cut(SettledRows.NONE) < 0 ? null : only();
                }

                @Override
                public String group() {
                    return file.group(groupColumn);
                }
            }, name, options.groupBy(), options.longestRecord());
        }
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = read();
            ended = next == null;
        }
        return next != null;
    }

    @Override
    public Chunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Chunk chunk = next;
        next = null;
        return chunk;
    }

    private Chunk read() {
        int most = settled.chunkEvents(chunkEvents);
        List<Event> events = new ArrayList<>(Math.min(most, LOOKED_UP_TOGETHER));
        long bytes;
        try {
            bytes = groups == null ? rows(events, most) : groups(events, most);
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException(Problem.error(Location.of(name, (int) Math.min(file.scanner().line(), Integer.MAX_VALUE)), "the file changed while it was read: its bytes are no text any more")
                    .fix("write the file under another name and rename it when it is complete"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events.isEmpty() ? null : new Chunk(events, bytes);
    }

    /** Returns what they take of the heap. */
    private long groups(List<Event> events, int most) throws IOException {
        long bytes = 0;
        while (events.size() < most && bytes < Footprint.LARGEST_CHUNK && !stopping.getAsBoolean()) {
            Event group = groups.next();
            if (group == null) {
                break;
            }
            if (!settled.isSettled(group.row())) {
                events.add(group);
                bytes += group instanceof RowGroup rows ? rows.bytes() : Footprint.ofRows(1, group.raw().length());
            }
        }
        return bytes;
    }

    /** Returns what they take of the heap. */
    private long rows(List<Event> events, int most) throws IOException {
        long bytes = 0;
        int open = 0;
        while (open < most && Footprint.ofRows(open, bytes) < Footprint.LARGEST_CHUNK && !stopping.getAsBoolean()) {
            int size = cut(settled);
            if (size < 0) {
                break;
            }
            if (!lastSettled) {
                open++;
                bytes += size;
            }
            if (cut.isFull()) {
                drain(events);
            }
        }
        drain(events);
        return Footprint.ofRows(open, bytes);
    }

    private void drain(List<Event> events) {
        cut.drain(event -> {
            if (event instanceof Row row) {
                damage.look(row);
            }
            events.add(event);
        });
    }

    /** The event of the record that was cut last, where each is drained by itself. */
    private Event only() {
        List<Event> one = new ArrayList<>(1);
        drain(one);
        return one.get(0);
    }

    /** Cuts the next record; returns what its text takes in bytes, -1 at the end. */
    private int cut(SettledRows before) throws IOException {
        CsvScanner scanner = file.scanner();
        if (!scanner.next()) {
            return -1;
        }
        String flaw = file.flaw();
        lastSettled = before.isSettled(scanner.row());
        if (flaw == null) {
            return file.cut(cut, lastSettled);
        }
        Problem problem = Problem.error(Location.of(name, (int) Math.min(scanner.line(), Integer.MAX_VALUE)), flaw).event(cut.origin(scanner.row(), 0).place())
                .fix(flaw.equals(CsvFile.APPENDED) ? "take the line out, or the mark" : cure(scanner.flaw()));
        return cut.add(scanner.row(), scanner.raw(), problem, lastSettled);
    }

    /** Where the file has the column that rows are gathered by. */
    private int groupColumn(String column) {
        int at = file.column(column);
        if (at < 0) {
            throw new UnreadableFileException(Problem.error(Location.of(name, 1), "the heading has no column \"" + column + "\", by which rows are gathered")
                    .fix("name the column so, or change groupBy; the file has: " + String.join(", ", file.headings().names())));
        }
        return at;
    }

    private static String cure(CsvScanner.Flaw flaw) {
        return switch (flaw) {
            case OPEN_QUOTE -> "close the quote, or double it where it is part of the text";
            case TEXT_AFTER_QUOTE -> "double the quotes that are part of the text";
            case TOO_LONG -> "look for a quote that is not closed, or raise csv.max-record-kb";
            case NONE -> "quote cells that hold the delimiter, and give each row as many cells as the heading";
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
