package io.inletroutes.inlet;

/** Counts refusals alike in a row: a million dead letters with one reason are one mistake. Shared by all threads of an inlet. */
final class RefusalBrake {

    private final int most;
    private String alike;
    private volatile int count;

    /** @param most 0 for no brake */
    RefusalBrake(int most) {
        this.most = most;
    }

    /** True when this refusal is one too many. */
    synchronized boolean refused(String reason) {
        if (most == 0) {
            return false;
        }
        count = reason.equals(alike) ? count + 1 : 1;
        alike = reason;
        if (count < most) {
            return false;
        }
        count = 0;
        return true;
    }

    void accepted() {
        if (count > 0) {
            synchronized (this) {
                count = 0;
            }
        }
    }
}
