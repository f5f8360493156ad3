package io.inletroutes.ledger;

import io.inletroutes.Outcome;
import io.inletroutes.ledger.Entries.Entry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepted ids in files of one instance: segments of a hash table, the newest first, each gone when all its ids are too old. */
final class Journal implements AcceptedIds, AcceptedPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private record Part(Segment segment, Traces traces) {
    }

    private final Path folder;
    private final Clock clock;
    private final Duration remembers;
    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean told;
    private int touched;

    Journal(Path folder, Clock clock, Duration remembers) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.remembers = remembers;
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".ids")).sorted().toList();
        }
        for (Path file : files) {
            add(file);
        }
        forgetOld();
    }

    private void add(Path file) throws IOException {
        try {
            parts.addFirst(new Part(Segment.open(file), new Traces(traces(file))));
        } catch (IOException | InternalError e) {
            Path aside = file.resolveSibling(file.getFileName() + ".broken");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(Segment.entriesOf(file));
            Files.deleteIfExists(traces(file));
            LOG.warn("A part of the journal of accepted ids cannot be read and is kept as {}; events accepted then are delivered again if they come again, with the same _id.",
                    aside.getFileName());
        }
    }

    private static Path traces(Path ids) {
        return ids.resolveSibling(ids.getFileName().toString().replaceFirst("\\.ids$", ".traces"));
    }

    @Override
    public synchronized List<Known> known(List<AcceptedId> ids) {
        List<Known> answers = new ArrayList<>(ids.size());
        long oldest = now() - remembers.toSeconds();
        try {
            long[] places = new long[ids.size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = ids.get(i) == null ? 0 : ids.get(i).id();
            }
            if (places.length > 1) { // looked at together they are fetched together
                touch(parts, places);
            }
            for (AcceptedId id : ids) {
                answers.add(id == null ? Known.NO : known(id, oldest));
            }
            return answers;
        } catch (IOException | InternalError e) {
            if (!told) {
                LOG.error("The journal of accepted ids cannot be read; events that were accepted before may be delivered again, with the same _id. Look at the disk.");
                told = true;
            }
            return Collections.nCopies(ids.size(), Known.NO);
        }
    }

    private void touch(Collection<Part> these, long[] ids) {
        for (Part part : these) {
            touched ^= part.segment().touch(ids);
        }
    }

    private Known known(AcceptedId id, long oldest) throws IOException {
        for (Part part : parts) {
            Entry entry = part.segment().find(id.id());
            if (entry != null && entry.time() >= oldest) {
                return entry.content() == id.content() ? Known.SAME : Known.OTHER_CONTENT;
            }
        }
        return Known.NO;
    }

    @Override
    public synchronized void accept(List<AcceptedEvent> events) throws IOException {
        long time = now();
        add(events.size(), (at, traces) -> {
            AcceptedEvent event = events.get(at);
            return new Entry(event.id().id(), event.id().content(), event.place().pack(), traces.add(event.outcome()), time);
        });
    }

    /** An accepted event as it is remembered. */
    record Remembered(AcceptedId id, Place place, Outcome.Accepted outcome, Instant time) {
    }

    /** All that are young enough, in no order. */
    synchronized <X extends Exception> void each(Entries.Each<Remembered, X> taken) throws IOException, X {
        long oldest = now() - remembers.toSeconds();
        for (Part part : parts) {
            part.segment().entries().<X>each(entry -> {
                if (entry.time() >= oldest && entry.equals(part.segment().find(entry.id()))) {
                    Accepted accepted = accepted(part, entry);
                    taken.take(new Remembered(new AcceptedId(entry.id(), entry.content()), accepted.place(), accepted.outcome(), accepted.time()));
                }
            });
        }
    }

    /** Remembers what was accepted, the oldest first. */
    synchronized void add(List<Remembered> events) throws IOException {
        add(events.size(), (at, traces) -> {
            Remembered event = events.get(at);
            return new Entry(event.id().id(), event.id().content(), event.place().pack(), traces.add(event.outcome()), event.time().getEpochSecond());
        });
    }

    /** Makes the entry of an event once it is known with which traces it is kept. */
    private interface NewEntries {
        Entry at(int event, Traces traces);
    }

    private void add(int count, NewEntries events) throws IOException {
        try {
            for (int at = 0; at < count;) {
                Part part = withRoom();
                int end = Math.min(count, at + part.segment().room());
                List<Entry> entries = new ArrayList<>(end - at);
                long[] ids = new long[end - at];
                for (; at < end; at++) {
                    Entry entry = events.at(at, part.traces());
                    ids[entries.size()] = entry.id();
                    entries.add(entry);
                }
                part.traces().flush(); // the inlet's ids first: an entry never points to what is not there
                touch(List.of(part), ids);
                part.segment().add(entries);
            }
        } catch (InternalError e) {
            throw new IOException("the disk does not take the journal of accepted ids", e);
        }
    }

    /** When the newest was accepted; 1970 when there is none. */
    synchronized Instant newest() {
        return Instant.ofEpochSecond(parts.stream().mapToLong(part -> part.segment().lastAdded()).max().orElse(0));
    }

    private Part withRoom() throws IOException {
        if (parts.isEmpty() || parts.peekFirst().segment().room() == 0) {
            int slots = Segment.slotsBehind(parts.isEmpty() ? 0 : parts.peekFirst().segment().slots());
            Path file = folder.resolve(nextName());
            parts.addFirst(new Part(Segment.create(file, slots, now()), new Traces(traces(file))));
            forgetOld();
        }
        return parts.peekFirst();
    }

    /** Names sort by age, also when the clock was put back. */
    private String nextName() {
        long last = parts.isEmpty() ? 0 : Long.parseLong(parts.peekFirst().segment().file().getFileName().toString().replaceAll("\\D", ""));
        return String.format("%015d.ids", Math.max(last + 1, clock.millis()));
    }

    @Override
    public synchronized List<Accepted> byId(String id) throws IOException {
        long hash = AcceptedId.hash(id);
        List<Accepted> found = new ArrayList<>();
        for (Part part : parts) {
            Entry entry = part.segment().find(hash);
            if (entry != null) {
                found.add(accepted(part, entry));
            }
        }
        return found;
    }

    /** Looks through the segments without keeping others from writing: an entry that is written meanwhile is found or is not. */
    @Override
    public List<Accepted> byPlace(Place place) throws IOException {
        List<Part> all;
        synchronized (this) {
            all = List.copyOf(parts);
        }
        long packed = place.pack();
        List<Accepted> found = new ArrayList<>();
        for (Part part : all) {
            List<Entry> there = new ArrayList<>();
            try {
                part.segment().entries().<RuntimeException>each(entry -> {
                    if (entry.place() == packed) {
                        there.add(entry);
                    }
                });
            } catch (FileNotFoundException e) {
                continue; // it was forgotten meanwhile
            }
            synchronized (this) {
                for (Entry entry : parts.contains(part) ? there : List.<Entry>of()) {
                    if (entry.equals(part.segment().find(entry.id()))) { // not accepted again later, elsewhere
                        found.add(accepted(part, entry));
                    }
                }
            }
        }
        return found;
    }

    private static Accepted accepted(Part part, Entry entry) throws IOException {
        return new Accepted(Place.unpack(entry.place()), part.traces().at(entry.trace()), Instant.ofEpochSecond(entry.time()));
    }

    /** A segment goes when its newest id is too old. */
    @Override
    public synchronized void forgetOld() throws IOException {
        long oldest = now() - remembers.toSeconds();
        for (Iterator<Part> all = parts.descendingIterator(); all.hasNext();) {
            Part part = all.next();
            if (part.segment().newest() < oldest) {
                close(part);
                Files.deleteIfExists(part.segment().file());
                Files.deleteIfExists(Segment.entriesOf(part.segment().file()));
                Files.deleteIfExists(traces(part.segment().file()));
                all.remove();
            }
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public synchronized void close() throws IOException {
        for (Part part : parts) {
            close(part);
        }
    }

    private static void close(Part part) throws IOException {
        part.segment().close();
        part.traces().close();
    }
}
