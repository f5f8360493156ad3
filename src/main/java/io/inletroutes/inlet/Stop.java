package io.inletroutes.inlet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** That Camel stops, once it does, and who is to be told then. Thread-safe. */
final class Stop {

    private final BooleanSupplier asked;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean called;

    /** @param asked tells that Camel stops, should nobody have called {@link #call} */
    Stop(BooleanSupplier asked) {
        this.asked = asked;
    }

    void call() {
        called = true;
    }

    boolean isCalled() {
        return called || asked.getAsBoolean();
    }

    /** @param listener told once, when Camel stops */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void tell() {
        listeners.forEach(Runnable::run);
    }
}
