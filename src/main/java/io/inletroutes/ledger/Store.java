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

    /** Whether the error says that what is stored cannot be read any more. Anything else may pass, and nothing is given up for it. */
    boolean isDamage(SQLException error);

    /** Puts what is damaged aside, so that the next connection finds an empty database. */
    void putAside(SQLException damage) throws IOException;

    /** What a person can do about an error at the start. */
    Problem problem(SQLException error);
}
