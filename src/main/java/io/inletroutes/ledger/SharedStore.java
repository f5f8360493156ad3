package io.inletroutes.ledger;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The database that {@code ledger.url} names. Other instances may use it too; nothing of it is ever put aside. */
final class SharedStore implements Store {

    private final LedgerSettings settings;

    SharedStore(LedgerSettings settings) {
        this.settings = settings;
    }

    @Override
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (settings.url().startsWith("jdbc:postgresql:")) { // what the URL says itself comes first
            properties.put("connectTimeout", "5");
            properties.put("socketTimeout", "30");
            properties.put("tcpKeepAlive", "true");
            properties.put("reWriteBatchedInserts", "true");
            properties.put("ApplicationName", "inlet-routes");
        }
        if (settings.user() != null) {
            properties.put("user", settings.user());
        }
        String password = settings.secret();
        if (password != null) {
            properties.put("password", password);
        }
        return DriverManager.getConnection(settings.url(), properties);
    }

    @Override
    public void begin(Connection fresh) {
        // nothing: its numbers outlive each of the instances
    }

    @Override
    public boolean isDamage(SQLException error) {
        return false;
    }

    @Override
    public void putAside(SQLException damage) throws IOException {
        throw new IOException("a shared ledger is not put aside", damage);
    }

    @Override
    public Problem problem(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        if (state.equals("08001") && String.valueOf(error.getMessage()).startsWith("No suitable driver")) {
            return Problem.error(Location.NONE, "ledger.url names a database without a JDBC driver here").fix("put the driver's jar into lib/ext, for PostgreSQL postgresql-VERSION.jar");
        }
        if (state.startsWith("28")) {
            return Problem.error(Location.NONE, "the ledger's database refuses the user (SQL state " + state + ")").fix("look at ledger.user and ledger.password");
        }
        return Problem.error(Location.NONE, "the ledger's database cannot be used (SQL state " + state + ")").fix("look at ledger.url, and whether the database runs and has the user's tables");
    }
}
