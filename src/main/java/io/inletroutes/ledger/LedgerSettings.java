package io.inletroutes.ledger;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where the ledger lies and how long it remembers.
 *
 * @param folder    the data folder; made when it is missing
 * @param url       JDBC URL of a database that several instances may share, null for an H2 file in the folder
 * @param user      null for none
 * @param password  as it stands, or {@code file:/path} to be read at each connection; null for none
 * @param remembers how long accepted ids are kept
 * @param keeps     how long dead letters and what is known of finished files are kept
 * @param onQueue   the queue that alone has the events of dead letters, so that their files tell no more than reason and place; null for events in the files
 */
public record LedgerSettings(Path folder, String url, String user, String password, Duration remembers, Duration keeps, String onQueue) {

    /** With the events of dead letters in their files. */
    public LedgerSettings(Path folder, String url, String user, String password, Duration remembers, Duration keeps) {
        this(folder, url, user, password, remembers, keeps, null);
    }

    /** An H2 file in {@code folder}; ids are kept for a week, dead letters for a month. */
    public static LedgerSettings in(Path folder) {
        return new LedgerSettings(folder, null, null, null, Duration.ofDays(7), Duration.ofDays(30));
    }

    /** Whether other instances may use the same database. */
    boolean isShared() {
        return url != null;
    }

    /** The password itself. */
    String secret() {
        if (password == null || !password.startsWith("file:")) {
            return password;
        }
        try {
            return Files.readString(Path.of(password.substring("file:".length()))).strip();
        } catch (IOException | InvalidPathException e) {
            throw new ProblemsException(List.of(Problem.error(Location.NONE, "ledger.password names a file that cannot be read").fix("look at the file and its rights")), e);
        }
    }

    /** Without URL and password. */
    @Override
    public String toString() {
        return "ledger in " + folder;
    }
}
