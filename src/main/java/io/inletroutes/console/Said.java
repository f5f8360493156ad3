package io.inletroutes.console;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What came of an action, for the page that a browser is sent to: an address that held the words would let others put theirs into the console. Thread-safe. */
final class Said {

    static final String NAME = "said";
    private static final int KEPT = 200;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > KEPT;
        }
    };

    /** Gives what the address says in its place. */
    synchronized String keep(String text) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        kept.put(id, text);
        return id;
    }

    synchronized Optional<String> find(Fields query) {
        return query.find(NAME).map(kept::get);
    }
}
