package io.inletroutes;

/**
 * One event that the mapping or the inlet will never accept as it is, and why.
 *
 * @param by      who refused it
 * @param event   null only for a payload that a route made itself
 * @param payload null when it could not be filled
 * @param problem what is wrong and how to mend it; names fields, never values
 * @param status  the inlet's HTTP status (or the one in its 207 entry), 0 when the mapping refused
 * @param xactionId the inlet's id for it, null when there is none
 * @param attempts how often it was sent
 */
public record Refusal(By by, Event event, Payload payload, Problem problem, int status, String xactionId, int attempts) {

    /** Who can refuse an event. */
    public enum By { MAPPING, INLET }

    public static Refusal unfillable(Event event, Problem problem) {
        return new Refusal(By.MAPPING, event, null, problem, 0, null, 0);
    }

}
