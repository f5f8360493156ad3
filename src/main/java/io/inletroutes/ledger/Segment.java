package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A hash table of accepted ids in a mapped file: memory of the operating system, not of the heap, and kept when the process is
 * killed. An entry counts only when its id is written, which happens last; a hole left by a power failure is an id not known.
 */
final class Segment implements AutoCloseable {

    static final int ENTRIES = 700_000;
    private static final int SLOTS = 1 << 20;
    private static final int ENTRY = 32;
    private static final int HEAD = 16;

    private final Path file;
    private final FileChannel channel;
    private final MappedByteBuffer table;
    private int size;

    Segment(Path file, long now) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.table = channel.map(FileChannel.MapMode.READ_WRITE, 0, HEAD + (long) SLOTS * ENTRY);
        if (table.getLong(0) == 0) {
            table.putLong(0, now);
        }
        size = table.getInt(8);
    }

    Path file() {
        return file;
    }

    /** Seconds since 1970 of the newest entry. */
    long newest() {
        return Math.max(table.getLong(0), Integer.toUnsignedLong(table.getInt(12)));
    }

    boolean isFull() {
        return size >= ENTRIES;
    }

    /** Where the id stands, or the free slot where it would; tell by {@link #hasId}. */
    int find(long id) {
        int slot = (int) (id >>> 17) & SLOTS - 1;
        while (true) {
            long at = table.getLong(HEAD + slot * ENTRY);
            if (at == 0 || at == id) {
                return slot;
            }
            slot = slot + 1 & SLOTS - 1;
        }
    }

    boolean hasId(int slot) {
        return table.getLong(HEAD + slot * ENTRY) != 0;
    }

    long content(int slot) {
        return table.getLong(HEAD + slot * ENTRY + 8);
    }

    long place(int slot) {
        return table.getLong(HEAD + slot * ENTRY + 16);
    }

    int batch(int slot) {
        return table.getInt(HEAD + slot * ENTRY + 24);
    }

    /** Seconds since 1970. */
    long time(int slot) {
        return Integer.toUnsignedLong(table.getInt(HEAD + slot * ENTRY + 28));
    }

    void put(long id, long content, long place, int batch, long now) {
        int slot = find(id);
        int at = HEAD + slot * ENTRY;
        boolean isNew = table.getLong(at) == 0;
        table.putLong(at + 8, content);
        table.putLong(at + 16, place);
        table.putInt(at + 24, batch);
        table.putInt(at + 28, (int) now);
        table.putLong(at, id);
        table.putInt(12, (int) now);
        if (isNew) {
            table.putInt(8, ++size);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
