package io.inletroutes.ledger;

import io.inletroutes.Payload;
import io.inletroutes.ledger.AcceptedIds.Known;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What the journal knows of each accepted event of a segment, one behind the other in the order they came. Written once per chunk, and
 * read where an id seems to be known: it takes no memory. An entry that a power failure left empty or cut is an id not known. Reading is
 * thread-safe, adding is not.
 */
final class Entries implements Closeable {

    private static final int BYTES = 32;
    private static final int AT_ONCE = 4_096;
    private static final int TOGETHER = 64;

    private final Path path;
    private final RandomAccessFile file; // no channel: an interrupt would close it
    /** Entries read last, from {@link #readFrom} on: whoever finds one often asks for the next one too, as in a file that comes again. */
    private final ByteBuffer some = ByteBuffer.allocate(TOGETHER * BYTES).limit(0);
    private int readFrom;
    private ByteBuffer added = ByteBuffer.allocate(TOGETHER * BYTES);
    private volatile int size;

    /**
     * @param id      hash of its {@code _id}
     * @param content hash of its entity
     * @param place   {@link Place#pack() packed}
     * @param trace   where its line begins in the file of traces
     * @param time    seconds since 1970
     */
    record Entry(long id, long content, long place, int trace, long time) {

        /** What it says of a payload with its id. */
        Known known(Payload payload) {
            return content == payload.entityHash() ? Known.SAME : Known.OTHER_CONTENT;
        }
    }

    Entries(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.size = (int) Math.min(file.length() / BYTES, Integer.MAX_VALUE);
    }

    /** Without those that are {@link #added} and not written yet. */
    int size() {
        return size;
    }

    /** Behind those that are there, as the fields of an {@link Entry} say; in the file with {@link #write}. */
    void add(long id, long content, long place, int trace, long time) {
        if (!added.hasRemaining()) {
            added = ByteBuffer.allocate(added.capacity() * 2).put(added.flip());
        }
        added.putLong(id).putLong(content).putLong(place).putInt(trace).putInt((int) time);
    }

    /** How many are added and not written yet. */
    int added() {
        return added.position() / BYTES;
    }

    /** The id of one of those. */
    long addedId(int number) {
        return added.getLong(number * BYTES);
    }

    /** All or none: what a full disk takes only in part is written over next time. */
    void write() throws IOException {
        file.seek((long) size * BYTES);
        file.write(added.array(), 0, added.position());
        size += added();
    }

    /** There are none to write any more. */
    void clear() {
        added.clear();
    }

    /** The entry of that number from 0, null when there is none. For one thread at a time, unlike {@link #each}. */
    Entry at(int number) throws IOException {
        if (number >= size) {
            return null;
        }
        int at = number - readFrom;
        if (at < 0 || at * BYTES >= some.limit()) {
            file.seek((long) number * BYTES);
            some.limit(0);
            some.limit(Math.min(read(file, some) / BYTES, size - number) * BYTES);
            readFrom = number;
            at = 0;
        }
        return at * BYTES < some.limit() ? entry(some, at * BYTES) : null;
    }

    /** Takes one entry after the other. */
    interface Each<T, X extends Exception> {
        void take(T entry) throws IOException, X;
    }

    /** Hands over every entry, those that a later one of the same id replaced included. */
    <X extends Exception> void each(Each<Entry, X> taken) throws IOException, X {
        ByteBuffer block = ByteBuffer.allocate(AT_ONCE * BYTES);
        try (RandomAccessFile own = new RandomAccessFile(path.toFile(), "r")) {
            for (int got = read(own, block); got >= BYTES; got = read(own, block)) {
                for (int at = 0; at + BYTES <= got; at += BYTES) {
                    taken.take(entry(block, at));
                }
            }
        }
    }

    private static Entry entry(ByteBuffer from, int at) {
        return new Entry(from.getLong(at), from.getLong(at + 8), from.getLong(at + 16), from.getInt(at + 24), Integer.toUnsignedLong(from.getInt(at + 28)));
    }

    private static int read(RandomAccessFile from, ByteBuffer into) throws IOException {
        int length = 0;
        for (int got; length < into.capacity() && (got = from.read(into.array(), length, into.capacity() - length)) > 0;) {
            length += got;
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
