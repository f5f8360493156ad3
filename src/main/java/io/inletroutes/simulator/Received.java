package io.inletroutes.simulator;

/**
 * One message that came in.
 *
 * @param inlet  last part of the URL it came to
 * @param id     its {@code _id}, empty when it has none
 * @param msgId  its {@code msgId}, empty when it has none
 * @param eventId the preview's constant in it, empty for a rule-based event
 * @param refused why it was refused, null when it was accepted
 */
public record Received(String inlet, String id, String msgId, String eventId, String refused) {
}
