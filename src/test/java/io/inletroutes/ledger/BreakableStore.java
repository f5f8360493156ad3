package io.inletroutes.ledger;

import io.inletroutes.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that does not answer for a while. */
final class BreakableStore implements Store {

    private final Store real;
    private volatile boolean broken;

    BreakableStore(Store real) {
        this.real = real;
    }

    void breakDown(Database database) {
        broken = true;
        try {
            database.transact(connection -> {
                connection.close();
                throw new SQLException("not there", "08001");
            });
        } catch (IOException e) {
            return; // as it is meant
        }
    }

    void mend() {
        broken = false;
    }

    @Override
    public Connection connect() throws SQLException {
        if (broken) {
            throw new SQLException("not there", "08001");
        }
        return real.connect();
    }

    @Override
    public void begin(Connection fresh) throws SQLException, IOException {
        real.begin(fresh);
    }

    @Override
    public boolean isDamage(SQLException error) {
        return real.isDamage(error);
    }

    @Override
    public void putAside(SQLException damage) throws IOException {
        real.putAside(damage);
    }

    @Override
    public Problem problem(SQLException error) {
        return real.problem(error);
    }
}
