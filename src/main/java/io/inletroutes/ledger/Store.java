package io.inletroutes.ledger;

import io.inletroutes.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** The database behind the ledger's tables: one in a file of our own, or one that somebody else runs. */
interface Store {

    /** A new connection. */
    Connection connect() throws SQLException;

    /** What a database whose tables are new needs besides. */
    void begin(Connection fresh) throws SQLException, IOException;

    /** Keeps what is there before its tables are changed. A database that somebody else runs is copied by those who run it. */
    default void keepCopy(Connection old, String version) throws SQLException {
    }

    /** Whether the error says that what is stored cannot be read any more. Anything else may pass, and nothing is given up for it. */
    boolean isDamage(SQLException error);

    /** Puts what is damaged aside, so that the next connection finds an empty database. */
    void putAside(SQLException damage) throws IOException;

    /** What a person can do about an error at the start. */
    Problem problem(SQLException error);
}
