package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * What of one file is settled, appended per chunk: a record is with the operating system when {@link #append} returns, so a killed
 * process loses none; a torn one at the end is cut off.
 */
final class Progress implements AutoCloseable {

    private static final int RECORD = 6 * Long.BYTES;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer record = ByteBuffer.allocate(RECORD);
    private final CRC32C sum = new CRC32C();

    /** Takes what was appended before. */
    interface Reader {
        void settled(long first, long last, long accepted, long dead, long skipped);
    }

    Progress(Path file, Reader reader) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long good = 0;
        while (readRecord()) {
            reader.settled(record.getLong(0), record.getLong(8), record.getLong(16), record.getLong(24), record.getLong(32));
            good += RECORD;
        }
        channel.truncate(good).position(good);
    }

    private boolean readRecord() throws IOException {
        record.clear();
        while (record.hasRemaining()) {
            if (channel.read(record) < 0) {
                return false;
            }
        }
        return record.getLong(RECORD - Long.BYTES) == checksum();
    }

    void append(long first, long last, long accepted, long dead, long skipped) throws IOException {
        record.clear();
        record.putLong(first).putLong(last).putLong(accepted).putLong(dead).putLong(skipped);
        record.putLong(checksum()).flip();
        while (record.hasRemaining()) {
            channel.write(record);
        }
    }

    private long checksum() {
        sum.reset();
        sum.update(record.array(), 0, RECORD - Long.BYTES);
        return sum.getValue() + 1; // never 0, which a hole in the file would be
    }

    /** Closes and removes it: the file is done. */
    void remove() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
