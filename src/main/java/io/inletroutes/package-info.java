/**
 * The words every package shares: how a problem is told ({@link io.inletroutes.Problem}, {@link io.inletroutes.Location}),
 * what travels ({@link io.inletroutes.Event}, {@link io.inletroutes.Chunk}, {@link io.inletroutes.Payload}) and what becomes
 * of it ({@link io.inletroutes.Outcome}, {@link io.inletroutes.Refusal}). It depends on no other package.
 */
package io.inletroutes;
