package io.inletroutes.inlet;

import java.util.Arrays;

/** The {@code responses} of a 207 by position, without an object per entry. */
final class ReplyEntries {

    /** Stands for the status of an entry that says neither yes nor no. */
    static final int UNKNOWN = -1;

    private int size;
    private int taken;
    private int[] statuses;
    private String[] xactionIds;
    private InletReply.Detail[] details;

    ReplyEntries(int expected) {
        statuses = new int[expected];
        xactionIds = new String[expected];
    }

    /** @param status 200 for accepted */
    void add(int status, String xactionId, InletReply.Detail detail) {
        if (size == statuses.length) {
            int larger = Math.max(8, size * 2);
            statuses = Arrays.copyOf(statuses, larger);
            xactionIds = Arrays.copyOf(xactionIds, larger);
        }
        statuses[size] = status;
        taken += status == 200 ? 1 : 0;
        xactionIds[size] = xactionId;
        if (detail != null) {
            if (details == null || details.length < statuses.length) {
                details = details == null ? new InletReply.Detail[statuses.length] : Arrays.copyOf(details, statuses.length);
            }
            details[size] = detail;
        }
        size++;
    }

    int size() {
        return size;
    }

    /** Whether none was refused and none is unknown. */
    boolean areAllAccepted() {
        return taken == size;
    }

    int status(int index) {
        return statuses[index];
    }

    String xactionId(int index) {
        return xactionIds[index];
    }

    /** May be null. */
    InletReply.Detail detail(int index) {
        return details == null || index >= details.length ? null : details[index];
    }
}
