package io.inletroutes.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import org.slf4j.LoggerFactory;

/** The settings {@code log.format} and {@code log.level}. */
final class LogFormat {

    private LogFormat() {
    }

    /**
     * Writes the log from now on as they say; leaves a log alone that was configured otherwise (by {@code -Dlogback.configurationFile}).
     *
     * @param format {@code text} or {@code json}
     * @param level  {@code info} or {@code debug}, of the product's own lines: other libraries write whole exchanges there
     */
    static void use(String format, String level) {
        if (!level.equals("info") && !level.equals("debug")) {
            throw new ProblemsException(Problem.error(Location.NONE, "log.level is neither info nor debug").fix("write log.level = debug, or leave it out"));
        }
        if (level.equals("debug") && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("io.inletroutes").setLevel(Level.DEBUG);
        }
        if (format.equals("text")) {
            return;
        }
        if (!format.equals("json")) {
            throw new ProblemsException(Problem.error(Location.NONE, "log.format is neither text nor json").fix("write log.format = json, or leave it out"));
        }
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console") instanceof OutputStreamAppender<ILoggingEvent> console) {
            JsonLog json = new JsonLog();
            json.setContext(context);
            json.start();
            console.setEncoder(json);
        }
    }
}
