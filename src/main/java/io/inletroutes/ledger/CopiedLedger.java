package io.inletroutes.ledger;

/**
 * What {@link LedgerCopy} took over.
 *
 * @param files       that were begun
 * @param unfinished  of these, those that go on where they were
 * @param acceptedIds that are young enough to tell duplicates by
 * @param deadLetters in the index
 * @param elsewhere   dead letters whose files lie with other instances, and which stay there
 */
public record CopiedLedger(long files, long unfinished, long acceptedIds, long deadLetters, long elsewhere) {
}
