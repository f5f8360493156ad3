package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.inletroutes.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** On a clock that starts at 2026-01-01T00:00:00Z. */
class SafetyChecksTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SafetyChecks.class);
    private final SafetyChecks checks = new SafetyChecks(new InletSettings.Checks(true, true, true), new FastWaiting(1));

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2025-12-31T23:59:59Z          |
            2026-01-01T00:01:00.000Z      |
            2026-01-01T01:00:00+02:00     |
            2026-01-01T00:10:00Z          | a timestamp lies in the future: the platform refuses such events later (said once)
            2026-01-01T03:00:00+02:00     | a timestamp lies in the future: the platform refuses such events later (said once)
            2025-12-31T23:59:59           | a timestamp is no date-time with zone: the platform refuses such events later (said once)
            31.12.2025                    | a timestamp is no date-time with zone: the platform refuses such events later (said once)
            """)
    void warnsOfTimestampsThatThePlatformWillRefuse(String timestamp, String warning) {
        checks.begin().at(payload("{\"body\":{\"xdmEntity\":{\"_id\":\"a\",\"timestamp\":\"" + timestamp + "\"}}}"));

        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage).findFirst().orElse(null)).isEqualTo(warning);
    }

    @Test
    void warnsOnceOfLargePayloadsAndOfTwoEventsOfOnePerson() {
        SafetyChecks.Look look = checks.begin();
        String large = "{\"body\":{\"xdmEntity\":{\"identityMap\":{\"Email\":[{\"id\":\"a\",\"primary\":true}]},\"text\":\"" + "x".repeat(11_000) + "\"}}}";

        look.at(payload(large));
        look.at(payload(large));
        look.at(payload(large));

        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                "a payload has more than 10 KB: Profile drops such events in silence (said once)",
                "one person has two events within 5 minutes: journeys ignore the second (said once)");
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
