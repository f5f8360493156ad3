package io.inletroutes.ledger;

import io.inletroutes.ContentHash;
import io.inletroutes.Event;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
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

        /** Writes what was added: the inlet's ids first, so that an entry never points to what is not there. */
        void write() throws IOException {
            try {
                traces.flush();
                segment.write();
            } finally {
                segment.forget();
            }
        }
    }

    private final Path folder;
    private final Clock clock;
    private final Duration remembers;
    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean told;

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
    public synchronized List<Known> known(List<Payload> payloads) {
        long[] ids = new long[payloads.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = payloads.get(i).idHash();
        }
        long oldest = now() - remembers.toSeconds();
        List<Known> answers = new ArrayList<>();
        try {
            for (Part part : parts) {
                part.segment().find(ids, (asked, entry) -> {
                    if (entry.time() >= oldest) {
                        if (answers.isEmpty()) {
                            answers.addAll(Collections.nCopies(ids.length, Known.NO));
                        }
                        answers.set(asked, entry.known(payloads.get(asked)));
                        ids[asked] = Segment.NONE; // what is older does not count
                    }
                });
            }
            return answers;
        } catch (IOException | InternalError e) {
            tellUnreadable();
            return List.of();
        }
    }

    /** Without what asking for many at once needs: there are as many of these as events. */
    @Override
    public synchronized Known known(Payload payload) {
        try {
            for (Part part : parts) {
                Entry entry = payload.idHash() == Segment.NONE ? null : part.segment().find(payload.idHash());
                if (entry != null && entry.time() >= now() - remembers.toSeconds()) {
                    return entry.known(payload);
                }
            }
        } catch (IOException | InternalError e) {
            tellUnreadable();
        }
        return Known.NO;
    }

    private void tellUnreadable() {
        if (!told) {
            LOG.error("The journal of accepted ids cannot be read; events that were accepted before may be delivered again, with the same _id. Look at the disk.");
            told = true;
        }
    }

    @Override
    public synchronized void accept(long fileRun, List<Payload> payloads) throws IOException {
        long time = now();
        write(adding -> {
            for (Payload payload : payloads) {
                Event event = payload.eventOrNull();
                if (payload.idHash() != Segment.NONE && event != null && event.outcomeOrNull() instanceof Outcome.Accepted taken) {
                    adding.add(payload.idHash(), payload.entityHash(), Place.packed(fileRun, event), taken, time);
                }
            }
        });
    }

    /** An accepted event as it is remembered. */
    record Remembered(long id, long content, Place place, Outcome.Accepted outcome, Instant time) {
    }

    /** All that are young enough, in no order. */
    synchronized <X extends Exception> void each(Entries.Each<Remembered, X> taken) throws IOException, X {
        long oldest = now() - remembers.toSeconds();
        for (Part part : parts) {
            part.segment().entries().<X>each(entry -> {
                if (entry.time() >= oldest && entry.equals(part.segment().find(entry.id()))) {
                    Accepted accepted = accepted(part, entry);
                    taken.take(new Remembered(entry.id(), entry.content(), accepted.place(), accepted.outcome(), accepted.time()));
                }
            });
        }
    }

    /** Remembers what was accepted, the oldest first. */
    synchronized void add(List<Remembered> events) throws IOException {
        write(adding -> {
            for (Remembered event : events) {
                adding.add(event.id(), event.content(), event.place().pack(), event.outcome(), event.time().getEpochSecond());
            }
        });
    }

    /** What adds some events. */
    private interface Additions {
        void addTo(Adding adding) throws IOException;
    }

    private void write(Additions additions) throws IOException {
        try {
            Adding adding = new Adding();
            additions.addTo(adding);
            adding.end();
        } catch (InternalError e) {
            throw new IOException("the disk does not take the journal of accepted ids", e);
        }
    }

    /** Adds one event after the other, and writes together those that come into one segment. */
    private final class Adding {
        private Part part;

        void add(long id, long content, long place, Outcome.Accepted outcome, long time) throws IOException {
            if (part == null || part.segment().room() == 0) {
                end();
                part = withRoom();
            }
            part.segment().add(id, content, place, part.traces().add(outcome), time);
        }

        void end() throws IOException {
            if (part != null) {
                part.write();
            }
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
        long hash = ContentHash.ofText(id);
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
