package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The journal of accepted ids: which {@code _id} with which content was accepted, where it came from, in which batch. Thread-safe;
 * asked and written per chunk. Memory does not grow with the number of ids.
 */
public final class AcceptedIds implements AutoCloseable {

    private static final int ROW_BITS = 36;

    /** Whether an event was accepted before. */
    public enum Known { NO, SAME, OTHER_CONTENT }

    /**
     * Where an accepted event came from.
     *
     * @param fileRun 0 when it came from no file
     * @param row     in that file
     * @param batch   the inlet's batch id, empty when there was none
     */
    public record Trace(long fileRun, long row, String batch, Instant time) {
    }

    private final Path folder;
    private final Clock clock;
    private final Duration remembers;
    private final FileChannel batches;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private String lastBatch = "";
    private int lastBatchAt;

    AcceptedIds(Path folder, Clock clock, Duration remembers) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.clock = clock;
        this.remembers = remembers;
        this.batches = FileChannel.open(folder.resolve("batches.txt"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        batches.position(batches.size());
        if (batches.size() == 0) {
            append("\n"); // a batch at 0 means none
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".ids")).sorted().toList();
        }
        for (Path file : files) {
            segments.addFirst(new Segment(file, now()));
        }
        forgetOld();
    }

    /** What is known of each id, in the order asked; null entries are {@link Known#NO}. */
    public synchronized List<Known> known(List<AcceptedId> ids) {
        List<Known> answers = new ArrayList<>(ids.size());
        long oldest = now() - remembers.toSeconds();
        for (AcceptedId id : ids) {
            answers.add(id == null ? Known.NO : known(id, oldest));
        }
        return answers;
    }

    private Known known(AcceptedId id, long oldest) {
        for (Segment segment : segments) {
            int slot = segment.find(id.id());
            if (segment.hasId(slot) && segment.time(slot) >= oldest) {
                return segment.content(slot) == id.content() ? Known.SAME : Known.OTHER_CONTENT;
            }
        }
        return Known.NO;
    }

    /**
     * Notes an accepted event.
     *
     * @param fileRun 0 for none
     * @param batchId null for none
     */
    public synchronized void accept(AcceptedId id, long fileRun, long row, String batchId) throws IOException {
        if (segments.isEmpty() || segments.peekFirst().isFull()) {
            segments.addFirst(new Segment(folder.resolve(String.format("%013d-%04d.ids", clock.millis(), segments.size() % 10_000)), now()));
            forgetOld();
        }
        segments.peekFirst().put(id.id(), id.content(), fileRun << ROW_BITS | row & (1L << ROW_BITS) - 1, batch(batchId), now());
    }

    /** Where the event of that {@code _id} came from, when it was accepted within the retention. */
    public synchronized Optional<Trace> find(String id) throws IOException {
        long hash = AcceptedId.hash(id);
        for (Segment segment : segments) {
            int slot = segment.find(hash);
            if (segment.hasId(slot)) {
                long place = segment.place(slot);
                return Optional.of(new Trace(place >>> ROW_BITS, place & (1L << ROW_BITS) - 1, batchAt(segment.batch(slot)), Instant.ofEpochSecond(segment.time(slot))));
            }
        }
        return Optional.empty();
    }

    private int batch(String batchId) throws IOException {
        if (batchId == null || batches.position() > Integer.MAX_VALUE - 1_000) {
            return 0;
        }
        if (!batchId.equals(lastBatch)) {
            lastBatchAt = (int) batches.position();
            lastBatch = batchId;
            append(batchId.replace('\n', ' ') + "\n");
        }
        return lastBatchAt;
    }

    private void append(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            batches.write(bytes);
        }
    }

    private String batchAt(int at) throws IOException {
        if (at == 0) {
            return "";
        }
        ByteBuffer bytes = ByteBuffer.allocate(200);
        int length = batches.read(bytes, at);
        String text = new String(bytes.array(), 0, Math.max(length, 0), StandardCharsets.UTF_8);
        return text.contains("\n") ? text.substring(0, text.indexOf('\n')) : text;
    }

    private void forgetOld() throws IOException {
        long oldest = now() - remembers.toSeconds();
        for (Iterator<Segment> all = segments.descendingIterator(); all.hasNext();) {
            Segment segment = all.next();
            if (segment.newest() < oldest) {
                segment.close();
                Files.deleteIfExists(segment.file());
                all.remove();
            }
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public synchronized void close() throws IOException {
        for (Segment segment : segments) {
            segment.close();
        }
        batches.close();
    }
}
