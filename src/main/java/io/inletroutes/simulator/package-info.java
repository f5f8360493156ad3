/** A stand-in inlet to try routes against. Shares no code with the {@code inlet} package. */
package io.inletroutes.simulator;
