package io.inletroutes.inlet;

import io.inletroutes.Problem;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said about the holds of one inlet: once that it is held, then each minute, then each ten, and once that it is back. */
final class HoldLog {

    private static final Logger LOG = LoggerFactory.getLogger(HoldLog.class);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final String inlet;
    private long since;
    private long nextWord;

    HoldLog(String inlet) {
        this.inlet = inlet;
    }

    /** A hold begins. */
    void begin(long now) {
        since = now;
        nextWord = now + MINUTE;
    }

    /** Its cause, when it begins or turns into another. */
    void held(HoldCause why) {
        if (why.needsPerson()) {
            LOG.error("inlet {} is held: {}", inlet, inOneLine(why.problem()));
        } else {
            LOG.warn("inlet {} is held: {}", inlet, inOneLine(why.problem()));
        }
    }

    /** Says so when it is time to. */
    void still(HoldCause cause, long now) {
        if (nextWord - now > 0) {
            return;
        }
        long minutes = (now - since) / MINUTE;
        LOG.info("inlet {} is held for {}: {}", inlet, readable(now - since), cause.problem().message());
        nextWord = since + (minutes < 10 ? minutes + 1 : (minutes / 10 + 1) * 10) * MINUTE;
    }

    /** Nanoseconds until there is something to say. */
    long untilNextWord(long now) {
        return nextWord - now;
    }

    void back(long now) {
        LOG.info("inlet {} is back after {}", inlet, readable(now - since));
    }

    void paused() {
        LOG.info("inlet {} is paused", inlet);
    }

    void resumed() {
        LOG.info("inlet {} is resumed", inlet);
    }

    private static String inOneLine(Problem problem) {
        StringBuilder line = new StringBuilder(problem.message());
        problem.notes().forEach(note -> line.append("; ").append(note.label()).append(": ").append(note.text()));
        return line.toString();
    }

    private static String readable(long nanos) {
        long seconds = Duration.ofNanos(nanos).toSeconds();
        return seconds < 60 ? seconds + " s" : seconds < 3600 ? seconds / 60 + " min" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
