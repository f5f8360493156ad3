package io.inletroutes.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Progress in a file of its own that also says whose it is, so that a file goes on even when the ledger's database is lost. A record
 * is with the operating system when {@link #append} returns, so a killed process loses none; a torn one at the end is cut off.
 */
final class ProgressFile implements Progress {

    private static final long MAGIC = 0x494e4c524f575331L;
    private static final int RECORD = 6 * Long.BYTES;
    private static final int LONGEST_HEAD = 1 << 16;

    private final Path path;
    private final RandomAccessFile file;
    private final long start;
    private final ByteBuffer record = ByteBuffer.allocate(RECORD);

    private ProgressFile(Path path, RandomAccessFile file, long start) {
        this.path = path;
        this.file = file;
        this.start = start;
    }

    /** Whose progress it is; empty when there is no such file, or its head is damaged. */
    static Optional<RunHead> head(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] head = head(file);
            return head.length == 0 ? Optional.empty() : Optional.of(parse(head));
        }
    }

    /** Begins a file's progress. The head is there whole or not at all. */
    static ProgressFile begin(Path path, RunHead run) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        byte[] head = write(run);
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.setLength(0);
            file.writeLong(MAGIC);
            file.writeInt(head.length);
            file.write(head);
            file.writeLong(checksum(head, head.length));
            file.getFD().sync();
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return open(path);
    }

    /** Goes on with a file's progress whose head is whole. */
    static ProgressFile open(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        head(file);
        return new ProgressFile(path, file, file.getFilePointer());
    }

    private static byte[] head(RandomAccessFile file) throws IOException {
        if (file.length() < Long.BYTES + Integer.BYTES || file.readLong() != MAGIC) {
            return new byte[0];
        }
        int length = file.readInt();
        if (length <= 0 || length > LONGEST_HEAD || file.length() < file.getFilePointer() + length + Long.BYTES) {
            return new byte[0];
        }
        byte[] head = new byte[length];
        file.readFully(head);
        return file.readLong() == checksum(head, length) ? head : new byte[0];
    }

    private static byte[] write(RunHead run) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(run.id());
        out.writeLong(run.started().toEpochMilli());
        out.writeUTF(run.route());
        out.writeUTF(run.name());
        out.writeUTF(run.fingerprint());
        return bytes.toByteArray();
    }

    private static RunHead parse(byte[] head) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(head));
        long id = in.readLong();
        Instant started = Instant.ofEpochMilli(in.readLong());
        return new RunHead(id, in.readUTF(), in.readUTF(), in.readUTF(), started, null);
    }

    @Override
    public void read(Reader reader) throws IOException {
        long good = start;
        file.seek(start);
        while (file.length() - good >= RECORD) {
            file.readFully(record.array());
            if (record.getLong(RECORD - Long.BYTES) != checksum(record.array(), RECORD - Long.BYTES)) {
                break;
            }
            reader.settled(record.getLong(0), record.getLong(8), record.getLong(16), record.getLong(24), record.getLong(32));
            good += RECORD;
        }
        file.setLength(good);
        file.seek(good);
    }

    @Override
    public void append(long first, long last, long accepted, long dead, long skipped) throws IOException {
        record.clear();
        record.putLong(first).putLong(last).putLong(accepted).putLong(dead).putLong(skipped);
        record.putLong(checksum(record.array(), RECORD - Long.BYTES));
        long before = file.getFilePointer();
        try {
            file.write(record.array());
        } catch (IOException e) {
            file.seek(before); // a full disk may take a piece; the next record goes over it
            throw e;
        }
    }

    /** Never 0, which a hole in the file would be. */
    private static long checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return sum.getValue() + 1;
    }

    @Override
    public void remove() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
