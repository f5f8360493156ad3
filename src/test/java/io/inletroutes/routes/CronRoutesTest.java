package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that a calendar starts: what they missed, and which of several instances fires. */
class CronRoutesTest {

    private static final String ROUTE = "store-heartbeat-from-timer";
    private static final String FIRED = "${exchangeProperty.CamelTimerCounter}";

    @TempDir
    Path folder;

    @Test
    void makesUpOnceForTheTimesThatPassedWhileNothingRan() throws IOException {
        try (RunningHome home = cron("home", "0 0 3 * * ?", "timers.missed = once\n")) {
            noteLast(home, Instant.now().minus(Duration.ofDays(5)));

            home.start();

            await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().accepted() == 1);
            Instant missed = Instant.parse(home.inlet().received().get(0).at("/body/xdmEntity/timestamp").asText().replaceFirst("([+-]\\d\\d):?(\\d\\d)$", "Z"));
            assertThat(Duration.between(missed.atZone(ZoneOffset.UTC).toInstant(), Instant.now())).isLessThan(Duration.ofDays(2));
            await().until(() -> Files.readAllLines(folder.resolve("home/data/ticks/" + ROUTE + ".txt")).isEmpty());
        }
    }

    @Test
    void makesUpForNothingUnlessItIsAskedTo() throws IOException {
        try (RunningHome home = cron("home", "0 0 3 1 1 ? 2099", "")) {
            noteLast(home, Instant.now().minus(Duration.ofDays(400)));

            home.start();

            assertThat(new MissedTicks(folder.resolve("home/data/ticks"), false, Clock.systemUTC()).last(ROUTE, home.routes.context().getRoute(ROUTE).getEndpoint())).isEmpty();
            assertThat(home.inlet().counts().requests()).isZero();
        }
    }

    @Test
    void knowsWhatWasMissedThoughATickOfThisStartIsNotedAlready() throws Exception {
        Path ticks = Files.createDirectories(folder.resolve("ticks"));
        Files.writeString(ticks.resolve("r.last"), Instant.parse("2024-05-01T03:00:00Z").toEpochMilli() + "\n");
        MissedTicks missed = new MissedTicks(ticks, true, Clock.fixed(Instant.parse("2024-05-29T03:00:01Z"), ZoneOffset.UTC));
        try (CamelContext context = new DefaultCamelContext()) {
            Endpoint daily = context.getEndpoint("quartz:daily?cron=0+0+3+*+*+?&trigger.timeZone=UTC");

            missed.fired("r", daily, Instant.parse("2024-05-29T03:00:00Z").toEpochMilli());
            missed.fired("r", daily, Instant.parse("2024-04-30T03:00:00Z").toEpochMilli()); // was not settled then, and is fired again

            assertThat(missed.last("r", daily)).contains(Instant.parse("2024-05-28T03:00:00Z"));
            assertThat(Files.readString(ticks.resolve("r.last")).strip()).isEqualTo(Long.toString(Instant.parse("2024-05-29T03:00:00Z").toEpochMilli()));
        }
    }

    @Test
    void firesInOneOfSeveralInstances() throws IOException {
        String shared = "ledger.url = jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1\nledger.user = sa\n";
        try (RunningHome first = cron("first", "* * * * * ?", shared); RunningHome second = cron("second", "* * * * * ?", shared)) {
            first.start();
            second.start();

            await().atMost(Duration.ofSeconds(30)).until(() -> first.inlet().counts().accepted() + second.inlet().counts().accepted() >= 4);

            first.stop();
            second.stop();
            List<String> times = java.util.stream.Stream.of(first, second).flatMap(home -> home.inlet().received().stream())
                    .map(message -> message.at("/body/xdmEntity/timestamp").asText()).toList();
            assertThat(times).doesNotHaveDuplicates();
        }
    }

    private void noteLast(RunningHome home, Instant time) throws IOException {
        Path ticks = Files.createDirectories(home.folder.resolve("data/ticks"));
        Files.writeString(ticks.resolve(ROUTE + ".last"), time.truncatedTo(ChronoUnit.SECONDS).toEpochMilli() + "\n");
    }

    private RunningHome cron(String name, String cron, String settings) throws IOException {
        RunningHome home = RunningHome.with(folder.resolve(name), ROUTE, RunningHome.QUICK + settings);
        String file = "routes/" + ROUTE + ".camel.yaml";
        home.files.edit(file, "uri: timer\n", "uri: quartz\n");
        home.files.edit(file, "timerName: store-heartbeat", "groupName: heartbeats\n        triggerName: " + name);
        home.files.edit(file, "period: \"{{store-heartbeat.period}}\"", "cron: \"" + cron + "\"");
        home.files.edit(file, "        includeMetadata: \"true\" # number and time of the tick\n", "");
        home.files.edit(file, FIRED, "1");
        home.files.edit(file, "date:exchangeProperty.CamelTimerFiredTime", "date:header.scheduledFireTime");
        return home;
    }
}
