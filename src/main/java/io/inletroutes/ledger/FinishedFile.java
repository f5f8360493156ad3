package io.inletroutes.ledger;

import java.time.Instant;

/**
 * A file that needs no more reading.
 *
 * @param id     grows from file to file
 * @param name   as it came
 * @param keptAs its name in {@code done/} or {@code failed/}
 */
public record FinishedFile(long id, String route, String name, String keptAs, Instant started, Instant finished, Counts counts) {
}
