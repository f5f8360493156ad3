package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.ledger.Ledger;
import io.inletroutes.ledger.LedgerSettings;
import io.inletroutes.simulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingTicksTest {

    @TempDir
    Path folder;

    private RunningHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = RunningHome.with(folder, "store-heartbeat-from-timer", RunningHome.QUICK.replace("store-heartbeat.period = 10ms", "store-heartbeat.period = 1h"));
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void firesATickAgainThatWasUnderWayWhenTheProcessEnded() throws Exception {
        home.inlet().fault(Fault.parse("503"));
        home.start();
        await().atMost(Duration.ofSeconds(30)).until(home::isHeld);
        List<String> noted = Files.readAllLines(folder.resolve("data/ticks/store-heartbeat-from-timer.txt"));
        home.stop();
        home.inlet().mend();

        home = home.again().start();

        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() >= 2); // the old tick, and the first one of this start
        String number = noted.get(0).split(" ")[1];
        Set<String> delivered = home.inlet().received().stream().map(message -> message.at("/body/xdmEntity").toString()).collect(Collectors.toSet());
        assertThat(noted).hasSize(1);
        assertThat(delivered).anyMatch(entity -> entity.contains(":" + number) && entity.contains(java.time.Instant.ofEpochMilli(Long.parseLong(noted.get(0).split(" ")[0])).toString().substring(0, 16)));
        await().until(() -> Files.readAllLines(folder.resolve("data/ticks/store-heartbeat-from-timer.txt")).isEmpty());
    }

    @Test
    void givesUpTheOldestOfThousandTicksThatFailed() throws Exception {
        StringBuilder noted = new StringBuilder();
        for (int tick = 1; tick <= 1_000; tick++) {
            noted.append(1_700_000_000_000L + tick).append(' ').append(tick).append('\n');
        }
        Files.writeString(Files.createDirectories(folder.resolve("data/ticks")).resolve("store-heartbeat-from-timer.txt"), noted);
        home.inlet().fault(Fault.parse("503"));

        home.start();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<String> left = Files.readAllLines(folder.resolve("data/ticks/store-heartbeat-from-timer.txt"));
            assertThat(left).hasSize(1_000).doesNotContain("1700000000001 1").contains("1700000000002 2");
        });
    }

    @Test
    void keepsNoTickThatIsSettled() throws Exception {
        home.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 1);

        await().until(() -> Files.readAllLines(folder.resolve("data/ticks/store-heartbeat-from-timer.txt")).isEmpty());
    }

    /** A cron tick of the second in which the routes start fired twice: once by its trigger, and once as one of an earlier start. */
    @Test
    void firesNothingAgainThatTheTimersOfThisStartHaveUnderWay() throws Exception {
        String later = "4102444800000 7"; // of an earlier start, and in the order of times behind what fires now
        Files.writeString(Files.createDirectories(folder.resolve("ticks")).resolve("once.txt"), later + "\n");
        CountDownLatch laterFired = new CountDownLatch(1);
        List<Date> fired = new CopyOnWriteArrayList<>();
        try (Ledger ledger = Ledger.open(new LedgerSettings(folder.resolve("ledger"), null, null, null, Duration.ofDays(1), Duration.ofDays(1)), Clock.systemUTC());
                CamelContext context = new DefaultCamelContext()) {
            PendingTicks ticks = new PendingTicks(folder.resolve("ticks"), ledger, new MissedTicks(folder.resolve("ticks"), false, Clock.systemUTC()));
            context.addRoutePolicyFactory(ticks);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("timer:once?delay=-1&repeatCount=1&includeMetadata=true").routeId("once").process(exchange -> {
                        Date time = exchange.getProperty(Exchange.TIMER_FIRED_TIME, Date.class);
                        fired.add(time);
                        if (time.getTime() == 4102444800000L) {
                            laterFired.countDown();
                        }
                        if (fired.size() == 1) {
                            laterFired.await(30, TimeUnit.SECONDS);
                        }
                    });
                }
            });
            context.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> fired.size() == 1);

            ticks.fireAgain(context);

            assertThat(laterFired.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(fired).hasSize(2).doesNotHaveDuplicates();
        }
    }
}
