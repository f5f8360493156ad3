package io.inletroutes.mapping;

import io.inletroutes.Location;

/**
 * A variable of a mapping.
 *
 * @param pipe     its path and functions
 * @param pointer  where the payload takes it, a JSON pointer
 * @param location of its leaf
 * @param required whether an event without it cannot be filled, whatever else it holds
 */
record VariableUse(Pipe pipe, String pointer, Location location, boolean required) {
}
