package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Makes one process the only one on a data folder, and tells others where that one is. Gone with the process, however it ends. */
public final class InstanceLock implements AutoCloseable {

    private final Path about;
    private final FileChannel channel;
    private final FileLock lock;

    private InstanceLock(Path about, FileChannel channel, FileLock lock) {
        this.about = about;
        this.channel = channel;
        this.lock = lock;
    }

    /** Empty when another process holds the folder; {@link #describe(Path)} tells which. */
    public static Optional<InstanceLock> take(Path dataFolder) throws IOException {
        Folders.makePrivate(dataFolder);
        FileChannel channel = FileChannel.open(dataFolder.resolve("instance.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                InstanceLock taken = new InstanceLock(dataFolder.resolve("instance.txt"), channel, lock);
                taken.describe("process " + ProcessHandle.current().pid());
                return Optional.of(taken);
            }
        } catch (OverlappingFileLockException e) {
            channel.close(); // held by this very process
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }

    /** Says what others are to know of this process: its number, its console. */
    public void describe(String text) throws IOException {
        Files.writeString(about, text);
    }

    /** What the process that holds the folder said of itself. */
    public static Optional<String> describe(Path dataFolder) {
        try {
            return Optional.of(Files.readString(dataFolder.resolve("instance.txt")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(about);
        lock.release();
        channel.close();
    }
}
