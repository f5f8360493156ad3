package io.inletroutes.ledger;

import io.inletroutes.ledger.Entries.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Accepted ids that can be looked up: a hash table in a mapped file - memory of the operating system, not of the heap, and kept when the
 * process is killed - of four bytes a slot, which tell the number of an {@link Entries entry} and ten bits of its id. So most ids that
 * are new are told from those known by one look at a small table; an id counts as known only when its entry says so. Not thread-safe. A
 * disk that fails under the mapping shows as an {@link InternalError}.
 */
final class Segment implements Closeable {

    /** No id. */
    static final long NONE = 0;

    private static final long MAGIC = 0x494e4c5449445332L;
    private static final int SMALLEST = 1 << 14;
    private static final int LARGEST = 1 << 22;
    private static final int FIRST = 1 << 15;
    private static final int GROWTH = 8;
    private static final int SLOT = Integer.BYTES;
    private static final int HEAD = 64;
    private static final int CREATED = 8;
    private static final int NEWEST = 16;
    /** Of a slot: the number of an entry, from 1; 0 is a free slot. */
    private static final int NUMBER = LARGEST - 1;
    private static final int TAG_BITS = 10;

    private final Path file;
    private final MappedByteBuffer head;
    private final IntBuffer table;
    private final int slots;
    private final Entries entries;
    private long newest;
    /** Nothing of use; kept so that the reading is not optimised away. */
    private int touched;

    private Segment(Path file, MappedByteBuffer mapped) throws IOException {
        this.file = file;
        this.head = mapped;
        this.table = mapped.slice(HEAD, mapped.capacity() - HEAD).order(ByteOrder.nativeOrder()).asIntBuffer();
        this.slots = table.capacity();
        this.entries = new Entries(entriesOf(file));
    }

    /**
     * Makes a segment all of whose slots are on the disk, so that a disk that is full later cannot break the mapping.
     *
     * @param slots a power of two
     */
    static Segment create(Path file, int slots, long now) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer start = ByteBuffer.allocate(HEAD).putLong(0, MAGIC).putLong(CREATED, now);
            write(channel, start);
            ByteBuffer zeros = ByteBuffer.allocate(SMALLEST * SLOT);
            for (int i = 0; i < slots / SMALLEST; i++) {
                write(channel, zeros.clear());
            }
            channel.force(false);
            Files.deleteIfExists(entriesOf(file));
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
        long size = Files.size(file) - HEAD;
        boolean fits = size >= SMALLEST * SLOT && size <= (long) LARGEST * SLOT && Long.bitCount(size) == 1;
        MappedByteBuffer mapped = fits ? map(file) : null;
        if (mapped == null || mapped.getLong(0) != MAGIC) {
            throw new IOException("no segment of accepted ids");
        }
        return new Segment(file, mapped);
    }

    private static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
        }
    }

    static Path entriesOf(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.ids$", ".entries"));
    }

    /** How many slots the one behind a segment of so many gets: a home with few events takes little room, and each is asked for each id. */
    static int slotsBehind(int slots) {
        return slots == 0 ? FIRST : Math.min(slots * GROWTH, LARGEST);
    }

    Path file() {
        return file;
    }

    int slots() {
        return slots;
    }

    /** Seconds since 1970 of the newest entry. */
    long newest() {
        return Math.max(head.getLong(CREATED), head.getLong(NEWEST));
    }

    /** Seconds since 1970 of the newest entry, 0 when there is none. */
    long lastAdded() {
        return head.getLong(NEWEST);
    }

    /** How many more events it takes. */
    int room() {
        return Math.max(0, slots / 3 * 2 - entries.size() - entries.added());
    }

    Entries entries() {
        return entries;
    }

    private int start(long id) {
        return (int) id & slots - 1;
    }

    private static int tag(long id) {
        return (int) (id >>> Long.SIZE - TAG_BITS) << Integer.SIZE - TAG_BITS;
    }

    /** Takes what is known of one of the ids that were asked for. */
    interface Found {
        void take(int asked, Entry entry);
    }

    /**
     * Hands over what is known of each of the ids that is not {@link #NONE}. First reads where the search for each begins, all at once: the processor waits for
     * many places of memory at a time there, and for one after the other when it searches, which takes several times as long.
     */
    void find(long[] ids, Found found) throws IOException {
        int[] first = new int[ids.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = table.get(start(ids[i]));
        }
        for (int i = 0; i < first.length; i++) {
            Entry entry = first[i] == 0 || ids[i] == NONE ? null : find(ids[i]);
            if (entry != null) {
                found.take(i, entry);
            }
        }
    }

    /** What is known of the id, null when nothing is. */
    Entry find(long id) throws IOException {
        int tag = tag(id);
        int slot = start(id);
        for (int tried = 0; tried < slots; tried++) {
            int at = table.get(slot);
            if (at == 0) {
                return null;
            }
            Entry entry = (at & ~NUMBER) == tag ? entries.at((at & NUMBER) - 1) : null;
            if (entry != null && entry.id() == id) {
                return entry;
            }
            slot = slot + 1 & slots - 1;
        }
        return null;
    }

    /** Adds an entry, see {@link Entries#add}, while there is {@link #room}. It can be found from {@link #write} on. */
    void add(long id, long content, long place, int trace, long time) {
        entries.add(id, content, place, trace, time);
        newest = Math.max(newest, time);
    }

    /** Writes what was added: the entries before the slots, so that no slot tells of one that is not there. */
    void write() throws IOException {
        int number = entries.size();
        entries.write();
        int count = entries.added();
        for (int i = 0; i < count; i++) { // as in find
            touched ^= table.get(start(entries.addedId(i)));
        }
        for (int i = 0; i < count; i++) {
            put(entries.addedId(i), number + 1 + i);
        }
        head.putLong(NEWEST, Math.max(head.getLong(NEWEST), newest));
    }

    /** Lets go of what was added, written or not. */
    void forget() {
        entries.clear();
        newest = 0;
    }

    /** A later entry of the same id takes the place of the earlier. */
    private void put(long id, int number) throws IOException {
        int tag = tag(id);
        int slot = start(id);
        for (int tried = 0; tried < slots; tried++) {
            int at = table.get(slot);
            Entry known = at != 0 && (at & ~NUMBER) == tag ? entries.at((at & NUMBER) - 1) : null;
            if (at == 0 || known != null && known.id() == id) {
                table.put(slot, tag | number);
                return;
            }
            slot = slot + 1 & slots - 1;
        }
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
