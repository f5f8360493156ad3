package io.inletroutes.routes;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one route that takes events in from outside is doing.
 *
 * @param route           its id
 * @param description     one sentence, null when it has none
 * @param source          where its events come from: a folder and names, a queue, a timer
 * @param inlets          the inlets its events go to
 * @param since           since when it is held or not connected, null otherwise
 * @param filesInProgress names of the files it reads now
 * @param filesWaiting    files in its folder that it has not begun
 * @param oldestWaiting   time of the oldest of them, null when none waits
 * @param messagesWaiting messages in its queue that are not settled; empty where the queue's broker alone knows, or there is none
 * @param deadLetters     open dead letters
 * @param last            when it settled its last event, null when none is known
 */
public record RouteState(String route, String description, String source, Status status, List<String> inlets, Instant since, List<String> filesInProgress, long filesWaiting,
        Instant oldestWaiting, OptionalLong messagesWaiting, long deadLetters, Instant last) {

    /** What a route does. */
    public enum Status {
        /** Events of it are on their way. */
        DELIVERING,
        /** Nothing to do. */
        IDLE,
        /** An inlet it delivers to takes nothing, or the data folder does; it waits. */
        HELD,
        /** The broker that it reads from is not reached; it tries again by itself. */
        NOT_CONNECTED,
        /** It does not run. */
        STOPPED
    }

    public RouteState {
        inlets = List.copyOf(inlets);
        filesInProgress = List.copyOf(filesInProgress);
    }
}
