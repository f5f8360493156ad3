package io.inletroutes.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.pattern.DynamicConverter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.Reporter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The log of the program itself: what {@code logback.xml} says, without reading XML, and without looking for providers and configurators
 * in every jar; both take a tenth of a start. Everywhere else, and where {@code -Dlogback.configurationFile} names another, Logback is found
 * and configures itself as usual. Public because SLF4J makes it.
 */
public final class ProgramLog implements SLF4JServiceProvider {

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} %replace(%msg){'(?s)(Caused by: \\[[\\w.$]+) - .*', '$1]'}%about%n%nopex";

    private final LoggerContext log = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter diagnosis = new LogbackMDCAdapter();

    /** Before the first logger is made. */
    static void choose() {
        if (System.getProperty("logback.configurationFile") == null && System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) == null) {
            System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, ProgramLog.class.getName());
            System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN"); // it would tell each start of the choice
        }
    }

    @Override
    public void initialize() {
        log.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
        log.setMDCAdapter(diagnosis);
        fill(log);
        log.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return log;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return diagnosis;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99"; // any of the line, as Logback says
    }

    static void fill(LoggerContext log) {
        log.putObject(CoreConstants.PATTERN_RULE_REGISTRY_FOR_SUPPLIERS, new HashMap<>(Map.of("about", (Supplier<DynamicConverter<ILoggingEvent>>) AboutLine::new, "d", LateTime::new)));
        PatternLayoutEncoder line = new PatternLayoutEncoder();
        line.setContext(log);
        line.setPattern(PATTERN);
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(log);
        console.setName("console");
        console.setTarget("System.err");
        console.setEncoder(line);
        SaidAlready already = new SaidAlready();
        already.setContext(log);
        already.start();
        console.addFilter(already);
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
