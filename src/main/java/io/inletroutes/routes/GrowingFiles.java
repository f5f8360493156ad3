package io.inletroutes.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which files of the inbox are still being written. A file is complete when neither its size nor its time changed between two looks
 * that are the quiet time apart. Times are compared with each other alone, since the clock of a network share may be wrong. Thread-safe.
 */
final class GrowingFiles {

    private static final int REMEMBERED = 100_000;
    static final Duration POSTPONED = Duration.ofSeconds(30);

    private record Look(long size, Instant modified, Instant since, Instant notBefore) {
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

    synchronized boolean isComplete(Path file) throws IOException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            looks.remove(file);
            return false;
        }
        Instant time = clock.instant();
        Instant modified = now.lastModifiedTime().toInstant();
        Look before = looks.get(file);
        if (before == null || before.size() != now.size() || !before.modified().equals(modified)) {
            looks.put(file, new Look(now.size(), modified, time, time));
            return quiet.isZero(); // an old time says nothing: copying programs set it before the last byte is there
        }
        if (time.isBefore(before.notBefore()) || Duration.between(before.since(), time).compareTo(quiet) < 0) {
            return false;
        }
        looks.remove(file);
        return true;
    }

    /** Looks at an unchanged file again only after a while. */
    synchronized void postpone(Path file, Duration by) throws IOException {
        if (Files.exists(file)) {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            looks.put(file, new Look(now.size(), now.lastModifiedTime().toInstant(), clock.instant(), clock.instant().plus(by)));
        }
    }
}
