package io.inletroutes.ledger;

/**
 * How many dead letters of a route have one reason.
 *
 * @param reason what the reason begins with
 * @param count  counted up to a limit
 */
public record ReasonCount(String route, String reason, long count) {
}
