package io.inletroutes.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.pattern.DynamicConverter;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The log of the program itself: what {@code logback.xml} says, without reading XML, which takes a fifteenth of a start. Everywhere else,
 * and where {@code -Dlogback.configurationFile} names another, Logback configures itself as usual. Public because Logback makes it.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class ProgramLog extends ContextAwareBase implements Configurator {

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} %replace(%msg){'(?s)(Caused by: \\[[\\w.$]+) - .*', '$1]'}%about%n%nopex";

    private static volatile boolean chosen;

    /** Before the first logger is made. */
    static void choose() {
        chosen = System.getProperty("logback.configurationFile") == null;
    }

    @Override
    public ExecutionStatus configure(LoggerContext log) {
        if (!chosen) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        fill(log);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void fill(LoggerContext log) {
        log.putObject(CoreConstants.PATTERN_RULE_REGISTRY_FOR_SUPPLIERS, new HashMap<>(Map.of("about", (Supplier<DynamicConverter<ILoggingEvent>>) AboutLine::new)));
        PatternLayoutEncoder line = new PatternLayoutEncoder();
        line.setContext(log);
        line.setPattern(PATTERN);
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(log);
        console.setName("console");
        console.setTarget("System.err");
        console.setEncoder(line);
        line.start();
        console.start();
        level(log, "org.apache.camel", Level.WARN);
        level(log, "org.apache.activemq", Level.WARN);
        level(log, "org.apache.activemq.audit", Level.OFF);
        level(log, "org.apache.artemis", Level.WARN);
        level(log, "org.flywaydb", Level.ERROR);
        level(log, "org.apache.camel.processor.errorhandler", Level.OFF);
        level(log, "org.apache.camel.component.file", Level.OFF);
        level(log, "org.apache.camel.component.timer", Level.OFF);
        Logger root = log.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
    }

    private static void level(LoggerContext log, String name, Level level) {
        log.getLogger(name).setLevel(level);
    }
}
