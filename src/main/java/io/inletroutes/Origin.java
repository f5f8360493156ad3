package io.inletroutes;

import java.time.Instant;

/**
 * Where one event came from: enough to find it again, and to give it the same {@code eventId} whenever it is read again.
 *
 * <p>Holds no host name, no absolute path and no time of sending: an event that is sent again is recognisably the same.
 *
 * @param kind    what sort of source
 * @param source  file name without its folder, JMS destination, or timer name; never null
 * @param row     FILE: row as a spreadsheet counts it, the heading being row 1; for JSON files the 1-based line of the event's
 *                first character; 0 otherwise
 * @param key     what tells this event from others of the source: JMS message id, tick, or for a row of a file
 *                {@code null} (its text and ordinal do, see {@link Event#eventId()})
 * @param ordinal FILE: how many equal events stand before this one in its file; 0 otherwise
 * @param time    the origin's time (file time, JMS timestamp, tick), never null
 */
public record Origin(Kind kind, String source, long row, String key, int ordinal, Instant time) {

    /** The sorts of sources. */
    public enum Kind { FILE, MESSAGE, TICK, OTHER }

    /** For people: {@code orders.csv, row 118} or {@code queue orders, message ID:42}. */
    public String place() {
        return switch (kind) {
            case FILE -> row > 0 ? source + ", row " + row : source;
            case MESSAGE -> source + ", message " + key;
            case TICK -> source + ", tick " + key;
            case OTHER -> key == null ? source : source + ", " + key;
        };
    }
}
