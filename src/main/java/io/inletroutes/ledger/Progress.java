package io.inletroutes.ledger;

import java.io.Closeable;
import java.io.IOException;

/** What of one file is settled, appended per chunk and known again after a kill at any moment. */
interface Progress extends Closeable {

    /** Takes what was appended before. */
    interface Reader {
        void settled(long first, long last, long accepted, long dead, long skipped);
    }

    /** Tells what earlier starts appended. Once, before anything is appended. */
    void read(Reader reader) throws IOException;

    /** @throws IOException when it is not kept; also when another instance took the file over */
    void append(long first, long last, long accepted, long dead, long skipped) throws IOException;

    /** Closes and removes it: the file is done. */
    void remove() throws IOException;
}
