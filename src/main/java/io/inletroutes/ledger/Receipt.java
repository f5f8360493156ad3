package io.inletroutes.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What became of one file.
 *
 * @param keptAs  the file's name in {@code done/}
 * @param batches ids of the inlet's batches, as far as they are known
 */
public record Receipt(String route, String file, String keptAs, Instant started, Instant finished, Counts counts, List<String> batches) {

    public Receipt {
        batches = List.copyOf(batches);
    }
}
