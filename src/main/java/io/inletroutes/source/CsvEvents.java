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

    private static final int CHUNK_CHARACTERS = 1 << 20;

    private final CsvFile file;
    private final String name;
    private final Instant time;
    private final int chunkEvents;
    private final SettledRows settled;
    private final BooleanSupplier stopping;
    private final EqualEvents equal = new EqualEvents();
    private final SpreadsheetDamage damage;
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
                    return row();
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
        List<Event> events = new ArrayList<>(Math.min(most, 1_000));
        int characters = 0;
        try {
            while (events.size() < most && characters < CHUNK_CHARACTERS && !stopping.getAsBoolean()) {
                Event event = groups == null ? row() : groups.next();
                if (event == null) {
                    break;
                }
                if (!settled.isSettled(event.origin().row())) {
                    events.add(event);
                    characters += event.raw().length();
                }
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException(Problem.error(Location.of(name, (int) Math.min(file.scanner().line(), Integer.MAX_VALUE)), "the file changed while it was read: its bytes are no text any more")
                    .fix("write the file under another name and rename it when it is complete"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events.isEmpty() ? null : new Chunk(events);
    }

    private Event row() throws IOException {
        CsvScanner scanner = file.scanner();
        if (!scanner.next()) {
            return null;
        }
        String flaw = file.flaw();
        if (flaw == null) {
            Row row = file.row(this::origin);
            damage.look(row);
            return row;
        }
        Origin origin = origin(EqualEvents.hash(scanner.text()));
        return new BrokenEvent(origin, scanner.raw(), Problem.error(Location.of(name, (int) Math.min(scanner.line(), Integer.MAX_VALUE)), flaw)
                .event(origin.place()).fix(flaw.equals(CsvFile.APPENDED) ? "take the line out, or the mark" : cure(scanner.flaw())));
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

    private Origin origin(long hash) {
        return new Origin(Origin.Kind.FILE, name, file.scanner().row(), null, groups == null ? equal.ordinal(hash) : 0, time);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
