package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Copies what of the files under way is settled, between a folder and a table. */
final class CopiedProgress {

    private CopiedProgress() {
    }

    /** Whether the folder of a ledger holds progress of any file, or accepted ids. */
    static boolean isAny(LedgerSettings settings) {
        return holds(settings.folder().resolve("progress"), ".rows") || holds(settings.folder().resolve("journal"), ".ids");
    }

    private static boolean holds(Path folder, String end) {
        String[] names = folder.toFile().list((of, name) -> name.endsWith(end));
        return names != null && names.length > 0;
    }

    static void copy(Connection read, Connection write, LedgerSettings from, LedgerSettings to, List<RunHead> unfinished) throws SQLException {
        try {
            if (!to.isShared()) {
                clear(to.folder().resolve("progress"));
            }
            for (RunHead run : unfinished) {
                Progress.Reader into = to.isShared() ? (first, last, accepted, dead, skipped) -> insert(write, run.id(), first, last, accepted, dead, skipped) : null;
                if (into != null) {
                    read(read, from, run, into);
                } else {
                    Path folder = Folders.makePrivate(to.folder().resolve("progress"));
                    try (ProgressFile file = ProgressFile.begin(FileRuns.file(folder, run.route(), run.fingerprint()), run)) {
                        read(read, from, run, (first, last, accepted, dead, skipped) -> append(file, first, last, accepted, dead, skipped));
                    }
                }
            }
        } catch (IOException e) {
            throw new SQLException("what of the files is settled cannot be copied", e);
        }
    }

    private static void clear(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(path -> path.getFileName().toString().endsWith(".rows")).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void read(Connection read, LedgerSettings from, RunHead run, Progress.Reader into) throws SQLException, IOException {
        if (!from.isShared()) {
            Path file = FileRuns.file(from.folder().resolve("progress"), run.route(), run.fingerprint());
            if (ProgressFile.head(file).isPresent()) {
                try (ProgressFile progress = ProgressFile.open(file)) {
                    progress.read(into);
                }
            }
            return;
        }
        try (PreparedStatement statement = read.prepareStatement("select first_row, last_row, accepted, dead, skipped from settled_rows where file_run = ?")) {
            statement.setLong(1, run.id());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    into.settled(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
                }
            }
        }
    }

    private static void insert(Connection write, long run, long... record) {
        try (PreparedStatement statement = write.prepareStatement("insert into settled_rows (file_run, first_row, last_row, accepted, dead, skipped) values (?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, run);
            for (int i = 0; i < record.length; i++) {
                statement.setLong(i + 2, record[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the target's database does not take what of a file is settled", e);
        }
    }

    private static void append(ProgressFile file, long first, long last, long accepted, long dead, long skipped) {
        try {
            file.append(first, last, accepted, dead, skipped);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
