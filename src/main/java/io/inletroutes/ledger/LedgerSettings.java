package io.inletroutes.ledger;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the ledger lies.
 *
 * @param folder    the data folder; made when it is missing
 * @param url       JDBC URL, null for an H2 file in the folder
 * @param user      null for none
 * @param password  null for none
 * @param remembers how long accepted ids are kept
 */
public record LedgerSettings(Path folder, String url, String user, String password, Duration remembers) {

    /** An H2 file in {@code folder}; ids are kept for a week. */
    public static LedgerSettings in(Path folder) {
        return new LedgerSettings(folder, null, null, null, Duration.ofDays(7));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ledger in " + folder;
    }
}
