package io.inletroutes.ledger;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files {@code dead-letters/ROUTE/DATE.jsonl} of a data folder, one line per dead letter. Whoever writes holds a lock of its own. */
final class DeadLetterFiles {

    private static final String FOLDER = "dead-letters";

    /** Takes one line after the other. */
    interface Lines {
        /** @param at where the line starts, in bytes */
        void line(byte[] line, long at) throws IOException;
    }

    private final Path folder;

    DeadLetterFiles(Path dataFolder) {
        this.folder = dataFolder;
    }

    /** The file that takes a route's dead letters at that time, relative to the data folder. */
    static String name(String route, Instant now) {
        return FOLDER + "/" + route.replaceAll("[^A-Za-z0-9._-]", "_") + "/" + LocalDate.ofInstant(now, ZoneOffset.UTC) + ".jsonl";
    }

    /** All files, the oldest first. */
    List<String> names() throws IOException {
        Path all = folder.resolve(FOLDER);
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(all, 2, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jsonl")).sorted(java.util.Comparator.comparing(Path::getFileName))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/')).toList();
        }
    }

    long size(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /**
     * Appends whole lines, forced to the disk; returns where they start. A line that a crash cut short before them goes, since its
     * event was not acknowledged and is refused again; so does one that a full disk cuts short now.
     */
    long append(String name, String lines) throws IOException {
        Path path = folder.resolve(name);
        Folders.makePrivate(path.getParent());
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = endOfLines(file);
            file.setLength(end);
            try {
                boolean lacksEnd = end > 0 && byteAt(file, end - 1) != '\n'; // somebody's editor
                file.seek(end);
                file.write(((lacksEnd ? "\n" : "") + lines).getBytes(StandardCharsets.UTF_8));
                file.getFD().sync();
                return lacksEnd ? end + 1 : end;
            } catch (IOException e) {
                file.setLength(end);
                throw e;
            }
        }
    }

    /** Behind the last line that is whole, with or without its line end. */
    private static long endOfLines(RandomAccessFile file) throws IOException {
        long end = file.length();
        long start = end;
        while (start > 0 && byteAt(file, start - 1) != '\n') {
            start--;
        }
        if (start == end) {
            return end;
        }
        byte[] last = new byte[(int) Math.min(end - start, Integer.MAX_VALUE - 8)];
        file.seek(start);
        file.readFully(last);
        return DeadLetterLine.parse(last).isPresent() ? end : start;
    }

    private static int byteAt(RandomAccessFile file, long at) throws IOException {
        file.seek(at);
        return file.read();
    }

    /** Hands on the lines from a place on; returns where the last whole one ends. What follows it is still torn. */
    long scan(String name, long from, Lines lines) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve(name)), 1 << 16)) {
            in.skipNBytes(from);
            long at = from;
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    lines.line(line.toByteArray(), at);
                    at += line.size() + 1;
                    line.reset();
                } else {
                    line.write(b);
                }
            }
            return at;
        }
    }

    /** One dead letter, looked for where the index says it starts, and in the whole file when it is not there. */
    Optional<DeadLetterLine> read(String name, long at, String id) throws IOException {
        if (!Files.exists(folder.resolve(name))) {
            return Optional.empty();
        }
        Optional<DeadLetterLine> there = DeadLetterLine.parse(lineAt(name, at)).filter(line -> line.id().equals(id));
        if (there.isPresent()) {
            return there;
        }
        DeadLetterLine[] found = {null};
        scan(name, 0, (line, start) -> {
            Optional<DeadLetterLine> parsed = DeadLetterLine.parse(line);
            if (parsed.isPresent() && parsed.get().id().equals(id)) {
                found[0] = parsed.get();
            }
        });
        return Optional.ofNullable(found[0]);
    }

    private byte[] lineAt(String name, long at) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "r")) {
            file.seek(at);
            byte[] block = new byte[8_192];
            for (int got = file.read(block); got > 0; got = file.read(block)) {
                for (int i = 0; i < got; i++) {
                    if (block[i] == '\n') {
                        line.write(block, 0, i);
                        return line.toByteArray();
                    }
                }
                line.write(block, 0, got);
            }
        }
        return line.toByteArray();
    }

    /** Changes single lines. */
    interface Change {
        /** The line as it is to be; null leaves it as it is. */
        String changed(byte[] line) throws IOException;
    }

    /** Writes a file anew beside the old one and puts it in its place, so that a crash leaves one of the two. */
    void rewrite(String name, Change change) throws IOException {
        Path file = folder.resolve(name);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileOutputStream to = new FileOutputStream(part.toFile()); BufferedOutputStream out = new BufferedOutputStream(to)) {
            scan(name, 0, (line, at) -> {
                String changed = change.changed(line);
                out.write(changed == null ? line : changed.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            });
            out.flush();
            to.getFD().sync();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes the files of days before that one; returns how many. */
    int deleteBefore(LocalDate day) throws IOException {
        int deleted = 0;
        for (String name : names()) {
            String date = name.substring(name.lastIndexOf('/') + 1).replace(".jsonl", "");
            if (date.matches("\\d{4}-\\d\\d-\\d\\d") && LocalDate.parse(date).isBefore(day)) {
                Files.delete(folder.resolve(name));
                deleted++;
            }
        }
        return deleted;
    }
}
