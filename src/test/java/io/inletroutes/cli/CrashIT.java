package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.ledger.DeadLetterFilter;
import io.inletroutes.ledger.EventTrace;
import io.inletroutes.ledger.Ledger;
import io.inletroutes.ledger.LedgerSettings;
import io.inletroutes.routes.SampleHome;
import io.inletroutes.simulator.Fault;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product killed again and again at random moments, while it starts as well as while it delivers. {@code -Dcrash.kills=200} takes
 * ten minutes; {@code -Dcrash.seed} repeats one run's loads and moments.
 */
class CrashIT {

    private static final int KILLS = Integer.getInteger("crash.kills", 20);
    private static final long SEED = Long.getLong("crash.seed", 20_260_529);
    private static final int CHUNK = 20;
    private static final int UNDER_WAY = 3;
    private static final int CONSUMERS = 2;
    /** Two folders, each with its reader's chunk beside those under way, and a chunk of each JMS consumer. */
    private static final int IN_FLIGHT = CHUNK * (2 * (UNDER_WAY + 1) + CONSUMERS);

    @TempDir
    Path home;

    private final Map<String, AtomicInteger> accepted = new ConcurrentHashMap<>();

    @Test
    void losesNothingAndRepeatsOnlyWhatWasInFlightHoweverOftenItIsKilled() throws Exception {
        Random random = new Random(SEED);
        SampleHome.in(home);
        for (String other : List.of("store-heartbeat-from-timer", "newsletter-confirmed-by-http")) {
            Files.delete(home.resolve("routes/" + other + ".camel.yaml"));
        }
        SimulatorOptions counting = SimulatorOptions.any().telling(received -> {
            if (received.refused() == null) {
                accepted.computeIfAbsent(received.id(), id -> new AtomicInteger()).incrementAndGet();
            }
        });
        try (Simulator inlet = Simulator.start(counting); Broker broker = Broker.patient()) {
            inlet.fault(Fault.parse("slow 30ms"));
            Files.writeString(home.resolve("application.properties"), """
                    inlet.sample.url = %s
                    jms.url = %s
                    jms.consumers = %d
                    jms.chunk-messages = %d
                    csv.chunk-events = %d
                    chunks.under-way = %d
                    inbox.quiet = 0s
                    inlet.limit.requests-per-second = 0
                    inlet.limit.messages-per-second = 0
                    """.formatted(inlet.url("sample"), broker.url(), CONSUMERS, CHUNK, CHUNK, UNDER_WAY));
            CrashLoad load = new CrashLoad(home.resolve("inbox"), broker, random);
            long most = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                load.csv(300 + random.nextInt(400));
                load.json(200 + random.nextInt(300));
                load.messages(100 + random.nextInt(200));
                long before = repeats();
                killAtARandomMoment(random, inlet);
                most = Math.max(most, repeats() - before);
                assertThat(repeats() - before).as("events accepted again after kill %d, seed %d", kill - 1, SEED).isLessThanOrEqualTo(IN_FLIGHT);
            }
            try (Instance last = start()) {
                await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
                    assertThat(inInbox(load)).isEmpty();
                    assertThat(broker.count(CrashLoad.QUEUE)).isZero();
                });
                last.terminate().awaitEnd(Duration.ofSeconds(25));
                assertThat(last.exitCode()).isZero();
            }
            assertThat(load.good().stream().filter(id -> !accepted.containsKey(id))).as("lost, seed %d", SEED).isEmpty();
            assertThat(accepted.keySet().stream().filter(load.refused()::contains)).as("accepted and refused").isEmpty();
            countsAgree(load);
            assertThat(deadLetters()).hasSize(load.refused().size()).doesNotHaveDuplicates();
            ledgerKnowsAll(load);
            Files.writeString(Path.of("target/crash.txt"), "seed %d: %d kills, %d events in %d files and %d messages, %d accepted, %d dead letters, %d accepted twice, %d of them after one kill%n"
                    .formatted(SEED, KILLS, load.inFiles(), load.files().size(), load.messages(), accepted.size(), load.refused().size(), repeats(), most));
        }
    }

    /** A third of the times from its start on, else some events later. */
    private void killAtARandomMoment(Random random, Simulator inlet) throws Exception {
        try (Instance instance = start()) {
            if (random.nextInt(3) == 0) {
                instance.killAfter(Duration.ofMillis(200 + random.nextInt(3_000)));
            } else {
                long until = inlet.counts().accepted() + random.nextInt(500); // fewer than were added since the last kill
                await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofMinutes(2)).until(() -> inlet.counts().accepted() > until);
                instance.killAfter(Duration.ofMillis(random.nextInt(60)));
            }
        }
    }

    private Instance start() throws IOException {
        Map<String, String> quickStart = Map.of("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return Instance.start(home, quickStart, "run", "--home", home.toString());
    }

    private long repeats() {
        return accepted.values().stream().mapToLong(times -> times.get() - 1).sum();
    }

    private List<String> inInbox(CrashLoad load) {
        return load.files().keySet().stream().filter(file -> Files.exists(home.resolve("inbox").resolve(file))).toList();
    }

    /** Receipts, ledger, inlet and dead letters tell of the same events. */
    private void countsAgree(CrashLoad load) throws IOException, SQLException {
        long dead = 0;
        for (Map.Entry<String, Long> file : load.files().entrySet()) {
            Path path = home.resolve("inbox").resolve(file.getKey());
            JsonNode receipt = new ObjectMapper().readTree(path.resolveSibling("done").resolve(path.getFileName() + ".receipt.json").toFile());
            assertThat(receipt.get("read").asLong()).as(file.getKey()).isEqualTo(file.getValue())
                    .isEqualTo(receipt.get("accepted").asLong() + receipt.get("dead").asLong() + receipt.get("skipped").asLong());
            dead += receipt.get("dead").asLong();
        }
        assertThat(dead).isEqualTo(load.refused().size() - load.poison());
        try (Connection ledger = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("data/ledger") + ";ACCESS_MODE_DATA=r", "sa", "");
                ResultSet runs = ledger.createStatement().executeQuery("select count(*), sum(events_read), sum(dead), sum(accepted + skipped) from file_run where finished is not null")) {
            runs.next();
            assertThat(runs.getLong(1)).isEqualTo(load.files().size());
            assertThat(runs.getLong(2)).isEqualTo(load.inFiles());
            assertThat(runs.getLong(3)).isEqualTo(dead);
            assertThat(runs.getLong(4)).isEqualTo(load.good().stream().filter(id -> !id.startsWith("BK-")).count());
        }
    }

    /** Ids of those on the disk, as often as they are there. */
    private List<String> deadLetters() throws IOException {
        List<String> ids = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home.resolve("data/dead-letters"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                for (String line : Files.readAllLines(file)) {
                    ids.add(new ObjectMapper().readTree(line).get("id").asText());
                }
            }
        }
        return ids;
    }

    private void ledgerKnowsAll(CrashLoad load) throws IOException {
        try (Ledger ledger = Ledger.open(LedgerSettings.in(home.resolve("data")), Clock.systemUTC())) {
            assertThat(ledger.deadLetters().count(DeadLetterFilter.OPEN)).isEqualTo(load.refused().size());
            for (String id : load.good()) {
                assertThat(ledger.findById(id)).as(id).anyMatch(trace -> trace.fate() == EventTrace.Fate.ACCEPTED);
            }
        }
    }
}
