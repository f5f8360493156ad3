package io.inletroutes.source;

import io.inletroutes.BrokenEvent;
import io.inletroutes.Chunk;
import io.inletroutes.Event;
import io.inletroutes.Location;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import io.inletroutes.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/** The rows of one CSV file in chunks. A row that breaks the rules is an event too, one that can only be refused. */
final class CsvEvents implements EventReader {

    private static final int LOOKED_UP_TOGETHER = 1_000;

    private final CsvFile file;
    private final String name;
    private final Instant time;
    private final int chunkEvents;
    private final SettledRows settled;
    private final BooleanSupplier stopping;
    private final EqualEvents equal = new EqualEvents();
    private final long[] hashes = new long[LOOKED_UP_TOGETHER];
    private final SpreadsheetDamage damage;
    private long touched;
    private RowGroups groups;
    private int groupColumn = -1;
    private Chunk next;
    private boolean ended;

    CsvEvents(Content content, ReadOptions options, SettledRows settled, BooleanSupplier stopping) throws IOException {
        this.file = CsvFile.open(content, options);
        this.name = content.name();
        this.time = content.time();
        this.chunkEvents = options.chunkEvents();
        this.settled = settled;
        this.stopping = stopping;
        this.damage = new SpreadsheetDamage(name, file.headings());
        if (options.groupBy() != null && !file.headings().names().isEmpty()) {
            groupColumn = groupColumn(options.groupBy());
            groups = new RowGroups(new RowGroups.Rows() {
                @Override
                public Event next() throws IOException {
                    CutRow row = row(SettledRows.NONE);
                    return row == null ? null : event(row, 0);
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
            if (!settled.isSettled(group.origin().row())) {
                events.add(group);
                bytes += group instanceof RowGroup rows ? rows.bytes() : Footprint.ofRows(1, group.raw().length());
            }
        }
        return bytes;
    }

    /** Returns what they take of the heap. */
    private long rows(List<Event> events, int most) throws IOException {
        long characters = 0;
        int open = 0;
        List<CutRow> cut = new ArrayList<>(Math.min(most, LOOKED_UP_TOGETHER));
        while (open < most && Footprint.ofRows(open, characters) < Footprint.LARGEST_CHUNK && !stopping.getAsBoolean()) {
            CutRow row = row(settled);
            if (row == null) {
                break;
            }
            cut.add(row);
            if (!row.settled()) {
                open++;
                characters += row.text().length();
            }
            if (cut.size() == LOOKED_UP_TOGETHER) {
                add(cut, events);
            }
        }
        add(cut, events);
        return Footprint.ofRows(open, characters);
    }

    /** Finds out how many equal rows came before each, settled ones included. */
    private void add(List<CutRow> cut, List<Event> events) {
        int count = cut.size();
        for (int i = 0; i < count; i++) {
            hashes[i] = EqualEvents.hash(cut.get(i).text());
        }
        touched ^= equal.touch(hashes, count);
        for (int i = 0; i < count; i++) {
            CutRow row = cut.get(i);
            int ordinal = equal.ordinal(hashes[i]);
            if (!row.settled()) {
                events.add(event(row, ordinal));
            }
        }
        cut.clear();
    }

    private Event event(CutRow row, int ordinal) {
        Event event = row.event(origin(row.row(), ordinal), file.headings());
        if (event instanceof Row well) {
            damage.look(well);
        }
        return event;
    }

    /** The next record, null at the end. */
    private CutRow row(SettledRows before) throws IOException {
        CsvScanner scanner = file.scanner();
        if (!scanner.next()) {
            return null;
        }
        String flaw = file.flaw();
        boolean known = before.isSettled(scanner.row());
        if (flaw == null) {
            return file.row(known);
        }
        Problem problem = Problem.error(Location.of(name, (int) Math.min(scanner.line(), Integer.MAX_VALUE)), flaw).event(origin(scanner.row(), 0).place())
                .fix(flaw.equals(CsvFile.APPENDED) ? "take the line out, or the mark" : cure(scanner.flaw()));
        return new CutRow(scanner.row(), scanner.raw(), null, null, problem, known);
    }

    private Origin origin(long row, int ordinal) {
        return new Origin(Origin.Kind.FILE, name, row, null, ordinal, time);
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
