/**
 * The {@code inlet} Camel component: batching, answers, redelivery, limits and token.
 *
 * <p>The way of an event: {@code InletProducer} takes the exchange; a chunk goes on in the calling thread, a single payload by
 * {@code MicroBatches}. {@code Cutter} cuts requests, {@code Delivery} brings them to the inlet and settles each event by the
 * table of answers ({@code Verdict}), waiting in {@code Hold} while the inlet is held. {@code Inlet} is what all threads share.
 *
 * <p>{@code Hold} is longer than 300 lines: one lock guards all of it, and its parts make sense only together.
 * {@code InletComponentConfigurer}, {@code InletEndpointConfigurer}, {@code InletEndpointUriFactory} and the JSON beside them are made
 * by camel-package-maven-plugin's goal {@code generate} when an option changes.
 */
package io.inletroutes.inlet;
