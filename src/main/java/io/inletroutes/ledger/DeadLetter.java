package io.inletroutes.ledger;

import java.time.Instant;

/**
 * One entry of the index of dead letters. The event itself lies in the file of dead letters.
 *
 * @param refusedBy {@code mapping} or {@code inlet}
 * @param reason    what was wrong, in words; no values
 * @param status    the inlet's HTTP status, 0 when the mapping refused
 * @param source    file name, queue or timer
 * @param row       in the file, 0 for other sources
 * @param attempts  how often it was sent in vain
 * @param state     {@code open}, {@code replayed} or {@code mended}
 * @param keptIn    the file of dead letters, relative to the data folder
 */
public record DeadLetter(String id, String route, String refusedBy, String reason, int status, String source, long row, int attempts, Instant firstAt,
        Instant lastAt, String state, String keptIn) {
}
