package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.spi.SLF4JServiceProvider;

class ProgramLogTest {

    @Test
    void saysWhatTheConfigurationFileSays() throws Exception {
        LoggerContext byFile = new LoggerContext();
        JoranConfigurator joran = new JoranConfigurator();
        joran.setContext(byFile);
        joran.doConfigure(ProgramLog.class.getResource("/logback.xml"));
        LoggerContext byProgram = new LoggerContext();
        ProgramLog.fill(byProgram);

        assertThat(levels(byProgram)).isEqualTo(levels(byFile));
        assertThat(encoder(byProgram).getPattern()).isEqualTo(encoder(byFile).getPattern());
        assertThat(console(byProgram).getTarget()).isEqualTo(console(byFile).getTarget());
        assertThat(line(byProgram)).isEqualTo(line(byFile)).contains("WARN  Signups said [file=a.csv]");
        for (LoggerContext log : List.of(byProgram, byFile)) {
            assertThat(isLeftOut(log, "Could not refresh JMS Connection for destination 'orders' - retrying")).isTrue();
            assertThat(isLeftOut(log, "Setup of JMS message listener invoker failed for destination 'orders' - trying to recover")).isFalse();
        }
    }

    private static boolean isLeftOut(LoggerContext log, String said) {
        return console(log).getFilterChainDecision(new LoggingEvent("", log.getLogger("org.springframework.jms"), Level.ERROR, said, null, null)) == FilterReply.DENY;
    }

    @Test
    void carriesWhatALineIsAboutFromOneLoggerToAll() {
        ProgramLog program = new ProgramLog();
        program.initialize();
        LoggerContext log = (LoggerContext) program.getLoggerFactory();

        program.getMDCAdapter().put("file", "a.csv");

        assertThat(log.isStarted()).isTrue();
        assertThat(new LoggingEvent("", log.getLogger("io.inletroutes.Signups"), Level.WARN, "said", null, null).getMDCPropertyMap()).containsEntry("file", "a.csv");
    }

    @Test
    void leavesTheLogOfAnyOtherProgramToItsOwnConfiguration() {
        assertThat(ServiceLoader.load(SLF4JServiceProvider.class)).noneMatch(ProgramLog.class::isInstance);
        assertThat(ServiceLoader.load(Configurator.class)).isEmpty();
    }

    private static Map<String, Level> levels(LoggerContext log) {
        Map<String, Level> levels = new TreeMap<>();
        log.getLoggerList().stream().filter(logger -> logger.getLevel() != null).forEach(logger -> levels.put(logger.getName(), logger.getLevel()));
        return levels;
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext log) {
        return (ConsoleAppender<ILoggingEvent>) log.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
    }

    private static PatternLayoutEncoder encoder(LoggerContext log) {
        return (PatternLayoutEncoder) console(log).getEncoder();
    }

    private static String line(LoggerContext log) {
        LoggingEvent event = new LoggingEvent("", log.getLogger("io.inletroutes.Signups"), Level.WARN, "said", null, null);
        event.setTimeStamp(0);
        event.setMDCPropertyMap(Map.of("file", "a.csv"));
        return new String(encoder(log).encode(event), StandardCharsets.UTF_8);
    }
}
