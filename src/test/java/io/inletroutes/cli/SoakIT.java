package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.inlet.RandomFaults;
import io.inletroutes.inlet.ScriptedInlet;
import io.inletroutes.routes.SampleHome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The packaged product against inlets that fail, are away or must be shared; in full length under {@code -Psoak}, figures in target/soak.txt. */
class SoakIT {

    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final Duration LONGEST = Duration.ofMinutes(30);

    @TempDir
    Path home;

    @Test
    void losesNothingAmongRandomFaultsWithLittleMemory() throws Exception {
        int rows = SOAK ? 200_000 : 20_000;
        int batch = 50;
        int bad = (rows + 996) / 997;
        RandomFaults faults = new RandomFaults(42, 0.2, id -> id.startsWith("BAD"));
        try (ScriptedInlet inlet = ScriptedInlet.forgetful(faults)) {
            Path inbox = home(home, inlet.url(), """
                    inlet.batch.max-messages = %d
                    inlet.timeout.response = 1s
                    inlet.redelivery.delay = 20ms
                    inlet.redelivery.max-delay = 80ms
                    inlet.redelivery.max-retry-after = 50ms
                    inlet.redelivery.outage-probe = 100ms
                    """.formatted(batch));
            drop(inbox, rows, 997);

            Instant started = Instant.now();
            deliver(home, inbox, "64m");

            double most = 1.2 * ((double) rows / batch + faults.injected());
            figures("faults: %d events, -Xmx64m: %d faults injected, %d requests (1.2 times the sum is %.0f), %d accepted, %d refused, %d s", rows, faults.injected(),
                    inlet.requests(), most, faults.taken(), bad, Duration.between(started, Instant.now()).toSeconds());
            assertThat(Files.readString(inbox.resolve("done/signups.csv.receipt.txt"))).contains("read      " + rows).contains("accepted  " + (rows - bad)).contains("dead      " + bad);
            List<String> rejected = Files.readAllLines(inbox.resolve("rejected/signups.csv"));
            assertThat(rejected.subList(1, rejected.size())).hasSize(bad).allMatch(row -> faults.refused(row.replaceFirst(".*,(BAD-\\d+),.*", "$1")));
            assertThat(faults.taken()).isEqualTo(rows - bad);
            assertThat((double) inlet.requests()).isLessThanOrEqualTo(most);
        }
    }

    @Test
    void waitsWithoutGrowingWhileThereIsNoInlet() throws Exception {
        int rows = SOAK ? 1_000_000 : 50_000;
        Duration away = SOAK ? Duration.ofMinutes(Integer.getInteger("soak.minutes")) : Duration.ofSeconds(5);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path inbox = home(home, "http://127.0.0.1:" + port + "/collection/counting", "");
        drop(inbox, rows, 0);
        try (Instance run = start(home, "128m")) {
            run.awaitText("is held");
            List<Long> heap = new ArrayList<>(List.of(heapKb(run)));
            Instant held = Instant.now();
            for (int i = 1; i <= 4; i++) {
                Instant next = held.plus(away.dividedBy(4).multipliedBy(i));
                await().atMost(LONGEST).pollInterval(Duration.ofMillis(200)).until(() -> Instant.now().isAfter(next));
                heap.add(heapKb(run));
            }
            Instant back = Instant.now();
            try (CountingInlet inlet = CountingInlet.start(port)) {
                await().atMost(LONGEST).until(() -> inlet.accepted() > 0);
                long first = Duration.between(back, Instant.now()).toMillis();
                await().atMost(LONGEST).until(() -> Duration.between(back, Instant.now()).toSeconds() >= 5);
                long atFive = inlet.accepted();
                Instant five = Instant.now();
                await().atMost(LONGEST).until(() -> Files.exists(inbox.resolve("done/signups.csv")));
                long after = Math.max(1, Duration.between(five, Instant.now()).toMillis());
                run.terminate().awaitEnd(Duration.ofSeconds(25));

                figures("outage: %d rows, away for %d s, heap after collection in KB %s; first batch %d ms after the return, %d events by 5 s, then %d/s", rows,
                        away.toSeconds(), heap, first, atFive, (rows - atFive) * 1000 / after);
                assertThat(Files.readString(inbox.resolve("done/signups.csv.receipt.txt"))).contains("accepted  " + rows).contains("dead      0");
                assertThat(inlet.distinct()).isEqualTo(rows);
                assertThat(heap.get(4)).as("live heap in KB %s", heap).isLessThan(heap.get(1) + 4_096);
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "soak", matches = "true", disabledReason = "needs two minutes; PaceSharingTest plays it in no time")
    void twoProcessesShareTheLimitOfOneOrganisation(@TempDir Path other) throws Exception {
        int rows = 360_000;
        SharedLimit limit = new SharedLimit(4_000);
        try (ScriptedInlet inlet = ScriptedInlet.forgetful(limit)) {
            Path one = home(home, inlet.url().replace("/test", "/one"), "");
            Path two = home(other, inlet.url().replace("/test", "/two"), "");
            drop(one, rows, 0);
            drop(two, rows, 0);
            try (Instance first = start(home, "128m"); Instance second = start(other, "128m")) {
                await().atMost(LONGEST).until(() -> limit.bothAtWork());
                limit.from(Duration.ofSeconds(30));
                await().atMost(LONGEST).until(() -> limit.seconds() >= 60);
                limit.end();
                first.kill();
                second.kill();
            }
        }
        figures("shared limit of 4000/s: %s", limit);
        assertThat(limit.together()).isGreaterThan(0.9);
        assertThat(limit.share()).isBetween(0.4, 0.6);
        assertThat(limit.refused()).isLessThan(0.02);
    }

    private static Path home(Path home, String url, String settings) throws IOException {
        SampleHome.in(home);
        try (Stream<Path> routes = Files.list(home.resolve("routes"))) {
            for (Path route : routes.filter(file -> !file.getFileName().toString().matches("(loyalty-signup-from-csv|redelivery)\\.camel\\.yaml")).toList()) {
                Files.delete(route);
            }
        }
        Files.writeString(home.resolve("application.properties"), "inlet.sample.url = " + url
                + "\ninlet.limit.requests-per-second = 0\ninlet.limit.messages-per-second = 0\n" + settings);
        return Files.createDirectories(home.resolve("inbox/loyalty-signup"));
    }

    /** @param badEvery of so many rows one is bad, 0 for none */
    private static void drop(Path inbox, int rows, int badEvery) throws IOException {
        Path part = inbox.resolve("signups.csv.part");
        try (BufferedWriter out = Files.newBufferedWriter(part)) {
            out.write("signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n");
            for (int row = 0; row < rows; row++) {
                out.write((badEvery > 0 && row % badEvery == 0 ? "BAD-" : "LS-") + row + ",2024-05-29T09:12:44+02:00,Noor,Achterberg,noor" + row + "@example.org,1984,S,Utrecht,yes\n");
            }
        }
        Files.move(part, inbox.resolve("signups.csv"));
    }

    private static void deliver(Path home, Path inbox, String heap) throws IOException {
        try (Instance run = start(home, heap)) {
            await().atMost(LONGEST).until(() -> Files.exists(inbox.resolve("done/signups.csv.receipt.txt")) || !run.isAlive());
            run.terminate().awaitEnd(Duration.ofSeconds(25));
            assertThat(run.exitCode()).as(run.toString()).isZero();
        }
    }

    private static Instance start(Path home, String heap) throws IOException {
        return Instance.start(home, Map.of("INLET_ROUTES_HEAP", heap), "run", "--home", home.toString());
    }

    /** What lives, after a collection. */
    private static long heapKb(Instance run) throws IOException, InterruptedException {
        jcmd(run, "GC.run");
        Matcher used = Pattern.compile("total .*?used (\\d+)K").matcher(jcmd(run, "GC.heap_info"));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        assertThat(sum).isPositive();
        return sum;
    }

    private static String jcmd(Instance run, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(run.pid()), command)
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }

    private static void figures(String format, Object... values) throws IOException {
        Files.writeString(Path.of("target/soak.txt"), format.formatted(values) + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
