package io.inletroutes.routes;

import io.inletroutes.source.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which files of the inbox are still being written. A file is complete when it was looked at twice, nothing about it changed between
 * the looks, and it was not written for the quiet time. What the looks did not see of that time the file's own times tell: a write sets
 * both, of content and of status, a rename the latter alone, so that what lies between them passed without a write. File times are
 * compared with each other alone, since the clock of a network share may be wrong. Thread-safe.
 */
final class GrowingFiles {

    private static final int REMEMBERED = 100_000;
    static final Duration POSTPONED = Duration.ofSeconds(30);

    /** Between two looks, however long a file has been complete before it was renamed. */
    static final Duration LOOKS = Duration.ofMillis(100);

    /** @param changed when the status changed last, where the file system tells */
    private record Times(long size, Instant modified, Instant changed) {

        static Times of(Path file) throws IOException {
            if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
                return new Times(basic.size(), basic.lastModifiedTime().toInstant(), basic.lastModifiedTime().toInstant());
            }
            Map<String, Object> unix = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime");
            return new Times((Long) unix.get("size"), ((FileTime) unix.get("lastModifiedTime")).toInstant(), ((FileTime) unix.get("ctime")).toInstant());
        }

        Duration unwritten() {
            return changed.isAfter(modified) ? Duration.between(modified, changed) : Duration.ZERO;
        }
    }

    /** @param fingerprint what was noted of it, null when nothing was */
    private record Look(Times times, Instant since, Instant notBefore, Fingerprint fingerprint) {
    }

    /**
     * What a look found.
     *
     * @param isComplete  nothing is missing
     * @param isAwaited   nothing is missing but that the file stays as it is until a second look, a moment later
     * @param fingerprint what was {@link #note noted} of the file as it still is
     */
    record Seen(boolean isComplete, boolean isAwaited, Optional<Fingerprint> fingerprint) {
    }

    private final Clock clock;
    private final Duration quiet;
    private final Map<Path, Look> looks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Look> eldest) {
            return size() > REMEMBERED;
        }
    };

    GrowingFiles(Clock clock, Duration quiet) {
        this.clock = clock;
        this.quiet = quiet;
    }

    synchronized Seen look(Path file) throws IOException {
        Times now;
        try {
            now = Times.of(file);
        } catch (NoSuchFileException e) {
            looks.remove(file);
            return new Seen(false, false, Optional.empty());
        }
        Instant time = clock.instant();
        Look before = looks.get(file);
        if (before == null || !before.times().equals(now)) {
            before = new Look(now, time, time, null); // an old time alone says nothing: copying programs set it before the last byte is there
            looks.put(file, before);
        }
        Duration looked = Duration.between(before.since(), time);
        Duration least = quiet.compareTo(LOOKS) < 0 ? quiet : LOOKS;
        boolean mayBegin = !time.isBefore(before.notBefore());
        boolean complete = mayBegin && looked.compareTo(least) >= 0 && looked.plus(now.unwritten()).compareTo(quiet) >= 0;
        boolean awaited = mayBegin && !complete && least.plus(now.unwritten()).compareTo(quiet) >= 0;
        if (complete) {
            looks.remove(file);
        }
        return new Seen(complete, awaited, Optional.ofNullable(before.fingerprint()));
    }

    /** Keeps what was found out about the file as the last look saw it, for the looks that see it so. */
    synchronized void note(Path file, Fingerprint fingerprint) {
        looks.computeIfPresent(file, (path, look) -> new Look(look.times(), look.since(), look.notBefore(), fingerprint));
    }

    /** Looks at an unchanged file again only after a while. */
    synchronized void postpone(Path file, Duration by) throws IOException {
        if (Files.exists(file)) {
            looks.put(file, new Look(Times.of(file), clock.instant(), clock.instant().plus(by), null));
        }
    }
}
