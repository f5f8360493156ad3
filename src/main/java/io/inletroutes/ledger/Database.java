package io.inletroutes.ledger;

import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to the ledger's tables, one transaction at a time. A connection that broke is opened again, at once and at each
 * later transaction until there is one; a store that turns out to be damaged is put aside for an empty one. Thread-safe.
 */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String CURRENT = "4";
    private static final int VALID_SECONDS = 5;
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final Store store;
    private Connection connection;
    private boolean told;
    private boolean quiet;
    private long said;
    private boolean closed;

    private Database(Store store) {
        this.store = store;
    }

    /** @throws ProblemsException when there is no connection and only a person can mend that */
    static Database open(Store store) throws IOException {
        Database database = new Database(store);
        try {
            database.connect();
        } catch (SQLException e) {
            throw new ProblemsException(List.of(store.problem(e)), e);
        }
        return database;
    }

    private void connect() throws SQLException, IOException {
        try {
            connection = ready(store.connect());
        } catch (SQLException e) {
            if (!store.isDamage(e)) {
                throw e;
            }
            store.putAside(e);
            connection = ready(store.connect());
        }
    }

    private Connection ready(Connection fresh) throws SQLException, IOException {
        try {
            Optional<String> version = version(fresh);
            if (!version.equals(Optional.of(CURRENT))) {
                if (version.isPresent()) {
                    store.keepCopy(fresh, version.get());
                }
                migrate();
                store.begin(fresh);
            }
            fresh.setAutoCommit(false);
            return fresh;
        } catch (SQLException | IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    /** Flyway opens connections as it likes, and gives none of them back open. */
    private void migrate() throws SQLException {
        DataSource source = new Connections(store);
        try {
            Flyway.configure().dataSource(source).locations("classpath:io/inletroutes/ledger/migrations").load().migrate();
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    throw sql;
                }
            }
            throw new SQLException("the ledger's tables cannot be brought up to date", e);
        }
    }

    /** Asked directly, because Flyway alone costs more than the rest of a start. Empty before the first start. */
    private static Optional<String> version(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet versions = statement.executeQuery("select \"version\" from \"flyway_schema_history\" where \"success\" = true order by \"installed_rank\" desc")) {
            return versions.next() ? Optional.of(versions.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty(); // no such table yet
        }
    }

    /** What is done with the connection; may be done twice, when the connection broke in the middle. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * One transaction.
     *
     * @throws IOException when the database does not take it; a later one may pass
     */
    synchronized <T> T transact(Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted(); // H2 closes its file under a thread that is interrupted
        try {
            return transact(work, true);
        } catch (SQLException e) {
            throw new IOException("the ledger does not answer (SQL state " + e.getSQLState() + ", error " + e.getErrorCode() + ")", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T transact(Work<T> work, boolean again) throws SQLException, IOException {
        if (closed) {
            throw new IOException("the ledger is closed");
        }
        if (connection == null) {
            reconnect();
        }
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            if (isUsable(e)) {
                throw e;
            }
            drop(e);
            if (!again) {
                throw e;
            }
            return transact(work, false);
        } catch (RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private void reconnect() throws SQLException, IOException {
        try {
            connect();
        } catch (SQLException e) {
            if (!told) {
                LOG.error("The ledger's database does not answer (SQL state {}, error {}); it is asked again each time it is needed.", e.getSQLState(), e.getErrorCode());
                told = true;
            }
            throw e;
        }
        if (!quiet) {
            LOG.info("The ledger's database is open again.");
        }
        told = false;
    }

    /** Whether only this transaction failed. */
    private boolean isUsable(SQLException e) {
        if (store.isDamage(e)) {
            return false;
        }
        try {
            connection.rollback();
            return connection.isValid(VALID_SECONDS);
        } catch (SQLException broken) {
            return false;
        }
    }

    private void drop(SQLException e) throws IOException {
        Thread.interrupted();
        quiet = said != 0 && System.nanoTime() - said < QUIET_NANOS; // on a full disk H2 closes its file each time it is written
        if (!quiet) {
            LOG.warn("The connection to the ledger's database broke (SQL state {}, error {}); it is opened again.", e.getSQLState(), e.getErrorCode());
            said = System.nanoTime();
        }
        try {
            connection.close();
        } catch (SQLException again) {
            LOG.debug("closing a broken connection failed", again);
        }
        connection = null;
        if (store.isDamage(e)) {
            store.putAside(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IOException("the ledger cannot be closed", e);
        }
    }
}
