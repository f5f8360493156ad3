package io.inletroutes.ledger;

import java.time.Instant;

/**
 * What is known of a file before its first event.
 *
 * @param keptAs name under which it was to be kept when the process ended before it was, else null
 */
record RunHead(long id, String route, String name, String fingerprint, Instant started, String keptAs) {

    /** Tells files that are read at one time apart. */
    static String key(String route, String fingerprint) {
        return route + '\0' + fingerprint;
    }

    String key() {
        return key(route, fingerprint);
    }
}
