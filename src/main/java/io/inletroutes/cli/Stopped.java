package io.inletroutes.cli;

import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what stopped a command. */
final class Stopped {

    private static final Logger LOG = LoggerFactory.getLogger(Stopped.class);
    private static final int WRONG_USE = 2;

    private Stopped() {
    }

    /** The exit code. */
    static int by(Exception failure, String command, PrintWriter err) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemsException known) {
                for (Problem problem : known.problems()) {
                    err.println(problem);
                }
                return WRONG_USE;
            }
        }
        // The message of a foreign exception may hold an event's value; its kind and place do not.
        StackTraceElement[] trace = failure.getStackTrace();
        err.println(command + ": stopped by " + failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]));
        LOG.debug("what stopped the command", failure);
        return WRONG_USE;
    }
}
