package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.IntConsumer;

/**
 * A hash table of accepted ids in a mapped file: memory of the operating system, not of the heap, and kept when the process is
 * killed. An entry counts only when its id is written, which happens last; a hole left by a power failure is an id not known. Not
 * thread-safe. A disk that fails under the mapping shows as an {@link InternalError}.
 */
final class Segment {

    private static final long MAGIC = 0x494e4c5449445331L;
    private static final int SMALLEST = 1 << 14;
    private static final int LARGEST = 1 << 22;
    private static final int ENTRY = 32;
    private static final int HEAD = 64; // a multiple of an entry, so that none lies in two sectors
    private static final int CREATED = 8;
    private static final int NEWEST = 16;
    private static final int SIZE = 24;

    private final Path file;
    private final MappedByteBuffer table;
    private final int slots;
    private int size;

    private Segment(Path file, MappedByteBuffer table) {
        this.file = file;
        this.table = table;
        this.slots = (table.capacity() - HEAD) / ENTRY;
    }

    /**
     * Makes a segment all of whose blocks are on the disk, so that a disk that is full later cannot break the mapping.
     *
     * @param slots a power of two
     */
    static Segment create(Path file, int slots, long now) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(HEAD).putLong(0, MAGIC).putLong(CREATED, now);
            write(channel, head);
            ByteBuffer zeros = ByteBuffer.allocate(Math.min(slots, 1 << 14) * ENTRY);
            for (int i = 0; i < slots * ENTRY / zeros.capacity(); i++) {
                write(channel, zeros.clear());
            }
            channel.force(false);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return new Segment(file, map(file));
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** @throws IOException when the file is no whole segment */
    static Segment open(Path file) throws IOException {
        long entries = Files.size(file) - HEAD;
        boolean fits = entries >= SMALLEST * ENTRY && entries <= (long) LARGEST * ENTRY && Long.bitCount(entries) == 1;
        MappedByteBuffer table = fits ? map(file) : null;
        if (table == null || table.getLong(0) != MAGIC) {
            throw new IOException("no segment of accepted ids");
        }
        return new Segment(file, table);
    }

    private static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
        }
    }

    /** How many slots the one behind a segment of so many gets: a home with few events takes little room. */
    static int slotsBehind(int slots) {
        return slots == 0 ? SMALLEST : Math.min(slots * 4, LARGEST);
    }

    Path file() {
        return file;
    }

    int slots() {
        return slots;
    }

    /**
     * Before the first {@link #put}: takes the number of ids that {@link #close} wrote, and counts them where it did not. The number is
     * gone from the disk before anything is added, so that none that is too low survives a power failure.
     */
    void count() {
        size = table.getInt(SIZE) - 1;
        if (size >= 0) {
            table.putInt(SIZE, 0);
            table.force(0, HEAD);
            return;
        }
        size = 0;
        for (int slot = 0; slot < slots; slot++) {
            size += hasId(slot) ? 1 : 0;
        }
    }

    /** For the newest segment, when nothing more is added: spares the next start the counting. */
    void close() {
        table.putInt(SIZE, size + 1);
    }

    /** Seconds since 1970 of the newest entry. */
    long newest() {
        return Math.max(table.getLong(CREATED), table.getLong(NEWEST));
    }

    /** Seconds since 1970 of the newest entry, 0 when there is none. */
    long lastAdded() {
        return table.getLong(NEWEST);
    }

    /** How many more ids it takes. */
    int room() {
        return Math.max(0, slots / 3 * 2 - size);
    }

    /**
     * Reads where the search for each id begins, all at once: the processor waits for many places of memory at a time here, and for one
     * after the other in {@link #find}, which takes several times as long.
     *
     * @return nothing of use; kept so that the reading is not optimised away
     */
    long touch(long[] ids) {
        long sum = 0;
        for (long id : ids) {
            sum ^= table.getLong(at(start(id)));
        }
        return sum;
    }

    private int start(long id) {
        return (int) (id >>> 17) & slots - 1;
    }

    /** Where the id stands, or the free slot where it would; tell by {@link #hasId}. -1 when it is not there and nothing is free. */
    int find(long id) {
        int slot = start(id);
        for (int tried = 0; tried < slots; tried++) {
            long at = table.getLong(at(slot));
            if (at == 0 || at == id) {
                return slot;
            }
            slot = slot + 1 & slots - 1;
        }
        return -1;
    }

    private static int at(int slot) {
        return HEAD + slot * ENTRY;
    }

    boolean hasId(int slot) {
        return slot >= 0 && table.getLong(at(slot)) != 0;
    }

    /** 0 for a free slot. */
    long id(int slot) {
        return table.getLong(at(slot));
    }

    long content(int slot) {
        return table.getLong(at(slot) + 8);
    }

    long place(int slot) {
        return table.getLong(at(slot) + 16);
    }

    /** Where its line begins in the file of traces. */
    int trace(int slot) {
        return table.getInt(at(slot) + 24);
    }

    /** Seconds since 1970. */
    long time(int slot) {
        return Integer.toUnsignedLong(table.getInt(at(slot) + 28));
    }

    /** Every slot with an event of that place. */
    void scan(long place, IntConsumer found) {
        for (int slot = 0; slot < slots; slot++) {
            if (table.getLong(at(slot) + 16) == place && hasId(slot)) {
                found.accept(slot);
            }
        }
    }

    /** Only while there is {@link #room}. */
    void put(long id, long content, long place, int trace, long now) {
        int slot = find(id);
        if (slot < 0) {
            return; // fuller than it was counted: an id not remembered
        }
        int at = at(slot);
        boolean isNew = table.getLong(at) == 0;
        table.putLong(at + 8, content);
        table.putLong(at + 16, place);
        table.putInt(at + 24, trace);
        table.putInt(at + 28, (int) now);
        table.putLong(at, id);
        table.putLong(NEWEST, now);
        if (isNew) {
            size++;
        }
    }
}
