package io.inletroutes.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * What the journal knows of each accepted event of a segment, one behind the other in the order they came. Written once per chunk, and
 * read where an id seems to be known: it takes no memory. An entry that a power failure left empty or cut is an id not known. Reading is
 * thread-safe, adding is not.
 */
final class Entries implements Closeable {

    private static final int BYTES = 32;
    private static final int AT_ONCE = 4_096;

    private final Path path;
    private final RandomAccessFile file; // no channel: an interrupt would close it
    private final ByteBuffer one = ByteBuffer.allocate(BYTES);
    private ByteBuffer some = ByteBuffer.allocate(BYTES);
    private volatile int size;

    /**
     * @param id      hash of its {@code _id}
     * @param content hash of its entity
     * @param place   {@link Place#pack() packed}
     * @param trace   where its line begins in the file of traces
     * @param time    seconds since 1970
     */
    record Entry(long id, long content, long place, int trace, long time) {
    }

    Entries(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.size = (int) Math.min(file.length() / BYTES, Integer.MAX_VALUE);
    }

    int size() {
        return size;
    }

    /** All or none: what a full disk takes only in part is written over next time. */
    void append(List<Entry> entries) throws IOException {
        if (some.capacity() < entries.size() * BYTES) {
            some = ByteBuffer.allocate(entries.size() * BYTES);
        }
        some.clear();
        for (Entry entry : entries) {
            some.putLong(entry.id()).putLong(entry.content()).putLong(entry.place()).putInt(entry.trace()).putInt((int) entry.time());
        }
        file.seek((long) size * BYTES);
        file.write(some.array(), 0, some.position());
        size += entries.size();
    }

    /** The entry of that number from 0, null when there is none. For one thread at a time, unlike {@link #each}. */
    Entry at(int number) throws IOException {
        if (number >= size) {
            return null;
        }
        file.seek((long) number * BYTES);
        return read(file, one) < BYTES ? null : entry(one, 0);
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
