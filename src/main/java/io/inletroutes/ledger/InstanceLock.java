package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes one process the only one on a data folder, and tells others where that one is. Gone with the process, however it ends. */
public final class InstanceLock implements AutoCloseable {

    /** Folders this process holds: to open and close the lock's file once more would let the lock go, as POSIX has it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path about;
    private final FileChannel channel;
    private final FileLock lock;

    private InstanceLock(Path folder, Path about, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.about = about;
        this.channel = channel;
        this.lock = lock;
    }

    /** Empty when another process holds the folder, or this one does already; {@link #describe(Path)} tells which. */
    public static Optional<InstanceLock> take(Path dataFolder) throws IOException {
        Path folder = Folders.makePrivate(dataFolder).toRealPath();
        if (!HELD.add(folder)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(folder.resolve("instance.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                InstanceLock taken = new InstanceLock(folder, folder.resolve("instance.txt"), channel, lock);
                taken.describe("process " + ProcessHandle.current().pid());
                return Optional.of(taken);
            }
        } catch (IOException e) {
            release(folder, channel);
            throw e;
        }
        release(folder, channel);
        return Optional.empty();
    }

    private static void release(Path folder, FileChannel channel) throws IOException {
        HELD.remove(folder);
        if (channel != null) {
            channel.close();
        }
    }

    /** Whether a process, this one or another, holds the folder. */
    public static boolean isHeld(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve("instance.lock");
        if (!Files.exists(file)) {
            return false;
        }
        if (HELD.contains(dataFolder.toRealPath())) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    /** Says what others are to know of this process: its number, its console. */
    public void describe(String text) throws IOException {
        if (!Files.exists(about) && about.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(about, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
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
        release(folder, channel);
    }
}
