package io.inletroutes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path data;

    @Test
    void opensABrokenConnectionAgain() throws IOException {
        try (Database database = Database.open(new LocalStore(data, Clock.systemUTC()))) {
            Connection[] first = {null};
            database.transact(connection -> first[0] = connection);

            int files = database.transact(connection -> {
                if (connection == first[0]) {
                    connection.close();
                }
                return files(connection);
            });

            assertThat(files).isZero();
        }
    }

    @Test
    void keepsACopyOfAnOlderLedgerBeforeItIsBroughtUpToDate() throws Exception {
        LocalStore store = new LocalStore(data, Clock.systemUTC());
        org.flywaydb.core.Flyway.configure().dataSource(new Connections(store)).locations("classpath:io/inletroutes/ledger/migrations").target("3").load().migrate();
        try (Connection older = store.connect(); Statement statement = older.createStatement()) {
            statement.execute("insert into dead_letter (id, route, refused_by, reason, status, source, row_no, attempts, first_at, last_at, state, kept_in, kept_at) "
                    + "values ('d1', 'r', 'mapping', 'variable $.a has no value', 0, 'a.csv', 2, 1, current_timestamp, current_timestamp, 'open', 'k', 0)");
        }

        try (Database database = Database.open(store)) {
            String reason = database.transact(connection -> {
                try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select reason_class from dead_letter")) {
                    row.next();
                    return row.getString(1);
                }
            });

            assertThat(reason).isEqualTo("variable $.a has no value");
        }
        Database.open(store).close();
        try (java.util.zip.ZipFile copy = new java.util.zip.ZipFile(data.resolve("ledger.version-3.zip").toFile())) {
            assertThat(copy.getEntry("ledger.mv.db").getSize()).isPositive();
        }
        assertThat(data.toFile().list((folder, name) -> name.endsWith(".zip"))).hasSize(1);
    }

    @Test
    void keepsItsConnectionWhenOnlyATransactionFails() throws IOException {
        try (Database database = Database.open(new LocalStore(data, Clock.systemUTC()))) {
            Connection[] first = {null};
            database.transact(connection -> first[0] = connection);

            assertThatThrownBy(() -> database.transact(connection -> connection.createStatement().execute("select nothing from nowhere")))
                    .isInstanceOf(IOException.class).hasMessageStartingWith("the ledger does not answer (SQL state 42S02");

            assertThat(database.<Boolean>transact(connection -> connection == first[0])).isTrue();
        }
    }

    /** H2 closes its file under a thread that is interrupted; a stop interrupts the threads of chunks. */
    @Test
    void worksOnAThreadThatIsInterrupted() throws IOException {
        try (Database database = Database.open(new LocalStore(data, Clock.systemUTC()))) {
            Thread.currentThread().interrupt();

            int files = database.transact(DatabaseTest::files);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(files).isZero();
        }
    }

    @Test
    void recoversWhenItsFileWasClosedUnderIt() throws IOException {
        try (Database database = Database.open(new LocalStore(data, Clock.systemUTC()))) {
            assertThatThrownBy(() -> database.transact(connection -> connection.createStatement().execute("shutdown immediately"))).isInstanceOf(IOException.class);

            assertThat(database.<Integer>transact(DatabaseTest::files)).isZero();
        }
    }

    @Test
    void beginsAnEmptyDatabaseWhenDamageShowsWhileItRuns() throws IOException {
        try (Database database = Database.open(new LocalStore(data, Clock.systemUTC()))) {
            boolean[] damaged = {false};

            int files = database.transact(connection -> {
                if (!damaged[0]) {
                    damaged[0] = true;
                    throw new SQLException("File corrupted", "90030", 90030);
                }
                return files(connection);
            });

            assertThat(files).isZero();
            try (var all = Files.list(data)) {
                assertThat(all.map(file -> file.getFileName().toString())).anyMatch(name -> name.startsWith("ledger.broken-"));
            }
        }
    }

    private static int files(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select count(*) from file_run")) {
            row.next();
            return row.getInt(1);
        }
    }
}
