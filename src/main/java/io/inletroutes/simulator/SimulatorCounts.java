package io.inletroutes.simulator;

/**
 * What a simulator has seen.
 *
 * @param requests inlet requests, answered or not
 * @param accepted messages accepted, repeats included
 * @param distinct different {@code _id}s among them
 * @param refused  messages refused
 */
public record SimulatorCounts(long requests, long accepted, long distinct, long refused) {

    /** Messages accepted more than once. */
    public long repeated() {
        return accepted - distinct;
    }
}
