package io.inletroutes.inlet;

import java.util.Map;

/** Sends one request and tells what came back; never throws for what a network does. Shared by all threads of an inlet. */
interface Transport extends AutoCloseable {

    /** Where a request goes. */
    enum Place {
        SINGLE,
        /** As SINGLE, and the inlet tells its verdict at once. */
        VALIDATING,
        BATCH
    }

    /**
     * @param count    messages in the request
     * @param headers  those of the events, sent besides the inlet's own
     * @param bearer   null for none
     */
    InletReply send(RequestBody body, Place place, int count, Map<String, String> headers, String bearer);

    /** Ends all requests under way, as if there had been no answer. */
    void abort();

    @Override
    void close();
}
