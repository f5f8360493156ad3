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
