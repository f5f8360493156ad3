package io.inletroutes.inlet;

import java.net.URI;
import java.util.Optional;

/**
 * Where single messages and batches of one streaming connection go. Either URL may be pasted; the query is kept.
 *
 * @param batch empty when it cannot be told from the single one
 */
record InletUrls(URI single, Optional<URI> batch) {

    private static final String COLLECTION = "/collection/";
    private static final String BATCH = "/collection/batch/";

    static InletUrls of(URI pasted) {
        String url = pasted.toString();
        int query = url.indexOf('?');
        String place = query < 0 ? url : url.substring(0, query);
        String rest = query < 0 ? "" : url.substring(query);
        if (place.contains(BATCH)) {
            return new InletUrls(URI.create(place.replace(BATCH, COLLECTION) + rest), Optional.of(pasted));
        }
        if (place.contains(COLLECTION)) {
            return new InletUrls(pasted, Optional.of(URI.create(place.replace(COLLECTION, BATCH) + rest)));
        }
        return new InletUrls(pasted, Optional.empty());
    }

    InletUrls withBatch(URI other) {
        return new InletUrls(single, Optional.of(other));
    }

    /** The single URL that makes the inlet tell its verdict at once. */
    URI validating() {
        String url = single.toString();
        if (url.contains("syncValidation=") || url.contains("synchronousValidation=")) {
            return single;
        }
        return URI.create(url + (url.contains("?") ? "&" : "?") + "syncValidation=true");
    }
}
