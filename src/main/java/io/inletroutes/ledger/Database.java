package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection to the ledger's tables; whoever uses it holds its monitor. A broken H2 file is moved aside, never a reason not to deliver. */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String CURRENT = "1";

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    static Database open(LedgerSettings settings, Clock clock) throws SQLException, IOException {
        if (settings.url() != null) {
            return connect(settings.url(), settings.user(), settings.password());
        }
        Path file = settings.folder().resolve("ledger.mv.db");
        try {
            return connect(h2(settings.folder()), "sa", "");
        } catch (SQLException e) {
            if (!Files.exists(file) || e.getErrorCode() == 90020) { // in use by another process: not broken
                throw e;
            }
            Path aside = file.resolveSibling("ledger.broken-" + clock.instant().getEpochSecond() + ".mv.db");
            Files.move(file, aside);
            LOG.error("The ledger cannot be read (error {}); it is kept as {} and a new one begins. Files in progress start from their first row; accepted ids are kept elsewhere and still skipped.",
                    e.getErrorCode(), aside.getFileName());
            return connect(h2(settings.folder()), "sa", "");
        }
    }

    /** Committed means handed to the operating system: a killed process loses nothing. */
    private static String h2(Path folder) {
        return "jdbc:h2:file:" + folder.toAbsolutePath().resolve("ledger") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }

    private static Database connect(String url, String user, String password) throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        try {
            if (!isCurrent(connection)) {
                Flyway.configure().dataSource(url, user, password).locations("classpath:io/inletroutes/ledger/migrations").load().migrate();
            }
            connection.setAutoCommit(false);
            return new Database(connection);
        } catch (RuntimeException e) {
            connection.close();
            throw new SQLException("the ledger's tables cannot be brought up to date", e);
        }
    }

    /** Asked directly, because Flyway alone costs more than the rest of a start. */
    private static boolean isCurrent(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet versions = statement.executeQuery("select 1 from \"flyway_schema_history\" where \"version\" = '" + CURRENT + "' and \"success\" = true")) {
            return versions.next();
        } catch (SQLException e) {
            return false; // no such table yet
        }
    }

    /** What is done with the connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** One transaction. */
    synchronized <T> T transact(Work<T> work) throws SQLException {
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
