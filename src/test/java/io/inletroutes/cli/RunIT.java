package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.routes.SampleHome;
import io.inletroutes.simulator.Fault;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product as its user runs it: stopped and killed in the middle of a file, and started again. */
class RunIT {

    private static final int ROWS = 20_000;

    @TempDir
    Path home;

    private Simulator inlet;

    @BeforeEach
    void makeHome() throws IOException {
        SampleHome.in(home);
        inlet = Simulator.start(SimulatorOptions.any());
        Files.writeString(home.resolve("application.properties"), """
                inlet.sample.url = %s
                inlet.limit.requests-per-second = 0
                inlet.redelivery.delay = 50ms
                inlet.limit.messages-per-second = 0
                """.formatted(inlet.url("sample")));
    }

    @AfterEach
    void stopInlet() throws IOException {
        inlet.close();
    }

    @Test
    void stopsWithExitCode0WhileHeldAndGoesOnAtTheNextStart() throws Exception {
        settings("store-heartbeat.period = 1h\n");
        inlet.fault(Fault.parse("503"));
        dropSignUps();
        Instance first = start();
        first.awaitText("is held");
        Instance status = Instance.run(home, "status", "--home", home.toString());
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).contains("inlet  sample: held since").contains("the inlet answers 503").contains("reading signups.csv");

        first.terminate().awaitEnd(Duration.ofSeconds(25));

        assertThat(first.exitCode()).isZero();
        assertThat(home.resolve("inbox/loyalty-signup/signups.csv")).exists();
        inlet.mend();
        deliverTheRest();
    }

    @Test
    void endsAtOnceWithASecondSignalAndLosesNothing() throws Exception {
        settings("store-heartbeat.period = 1h\nchunks.under-way = 8\n");
        inlet.fault(Fault.parse("hang"));
        dropSignUps();
        Instance first = start();
        await().atMost(Duration.ofSeconds(60)).until(() -> inlet.counts().requests() > 0);

        await().atMost(Duration.ofSeconds(10)).until(() -> !first.terminate().isAlive());

        assertThat(first.exitCode()).isEqualTo(128 + 15);
        assertThat(home.resolve("inbox/loyalty-signup/signups.csv")).exists();
        inlet.mend();
        deliverTheRest();
    }

    @Test
    void losesNothingWhenItIsKilledInTheMiddleOfAFile() throws Exception {
        settings("store-heartbeat.period = 1h\nchunks.under-way = 8\n");
        inlet.fault(Fault.parse("slow 100ms"));
        dropSignUps();
        Instance first = start();
        await().atMost(Duration.ofSeconds(60)).until(() -> inlet.counts().accepted() > 3_000);

        first.kill();

        assertThat(inlet.counts().accepted()).isLessThan(ROWS);
        inlet.mend();
        deliverTheRest();
    }

    @Test
    void losesNoMessageWhenItIsKilledAmongThem() throws Exception {
        int messages = 5_000;
        try (Broker broker = Broker.start()) {
            settings("store-heartbeat.period = 1h\njms.url = " + broker.url() + "\njms.consumers = 4\njms.chunk-messages = 100\n");
            inlet.fault(Fault.parse("slow 20ms"));
            broker.send("booking-cancelled", messages, number -> cancellation("BK-" + number));
            Instance first = start();
            await().atMost(Duration.ofSeconds(60)).until(() -> inlet.counts().accepted() > 1_000);

            first.kill();

            assertThat(inlet.counts().accepted()).isLessThan(messages);
            inlet.mend();
            try (Instance second = start()) {
                await().atMost(Duration.ofSeconds(60)).until(() -> inlet.counts().distinct() >= messages && broker.count("booking-cancelled") == 0);
                second.terminate().awaitEnd(Duration.ofSeconds(25));
                assertThat(second.exitCode()).isZero();
            }
            assertThat(inlet.counts().refused()).isZero();
            assertThat(inlet.counts().repeated()).as("at most the chunks that were under way").isLessThanOrEqualTo(4 * 100);
        }
    }

    @Test
    void firesATickAgainThatWasUnderWayWhenItWasKilled() throws Exception {
        settings("store-heartbeat.period = 1h\n");
        inlet.fault(Fault.parse("503"));
        Instance first = start();
        first.awaitText("is held");
        String tick = Files.readString(home.resolve("data/ticks/store-heartbeat-from-timer.txt"));

        first.kill();

        assertThat(tick).matches("\\d+ 1\n");
        inlet.mend();
        try (Instance second = start()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> inlet.counts().distinct() >= 2); // that one, and the first of the second start
            second.terminate().awaitEnd(Duration.ofSeconds(25));
        }
        assertThat(inlet.received()).anyMatch(message -> message.at("/header/msgId").isTextual() && message.toString().contains(
                java.time.Instant.ofEpochMilli(Long.parseLong(tick.split(" ")[0])).truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "")));
    }

    @Test
    void answersOperatorsBesideTheRunningInstance() throws Exception {
        settings("store-heartbeat.period = 1h\n");
        try (Instance running = start()) {
            running.awaitText("Stop it with");
            Path folder = Files.createDirectories(home.resolve("inbox/loyalty-signup"));
            Files.writeString(folder.resolve("a.csv"), Files.readString(home.resolve("mappings/loyalty-signup/sample.csv")).replace("ida@example.org", ""));
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(folder.resolve("done/a.csv")));

            Instance letters = Instance.run(home, "dead-letters", "--home", home.toString());
            Instance found = Instance.run(home, "find", "LS-2024-000118", "--home", home.toString());
            Instance replayed = Instance.run(home, "replay", "--all", "--home", home.toString());
            Path more = Files.writeString(home.resolve("more.csv"), Files.readString(folder.resolve("done/a.csv")).replace("LS-2024-", "LS-2025-"));
            Instance sent = Instance.run(home, "send", "loyalty-signup", more.toString(), "--home", home.toString());
            Instance paused = Instance.run(home, "pause", "sample", "--home", home.toString());
            Instance status = Instance.run(home, "status", "--home", home.toString());

            assertThat(letters.out()).contains("a.csv, row 3").contains("variable $.email has no value").contains("1 dead letter");
            assertThat(found.out()).contains("accepted by the inlet").contains("a.csv, row 2");
            assertThat(replayed.exitCode()).isEqualTo(1);
            assertThat(replayed.out()).contains("0 accepted, 1 refused again");
            assertThat(sent.exitCode()).isEqualTo(1);
            assertThat(sent.out()).contains("more.csv: 3 read, 2 accepted, 1 refused, 0 skipped as accepted before");
            assertThat(sent.err()).contains("mappings/loyalty-signup/mapping.json:30: variable $.email has no value").contains("event    more.csv, row 3")
                    .contains("The refused rows are in inbox/loyalty-signup/rejected/more.csv: correct them and send that file.");
            assertThat(paused.out()).contains("inlet sample is paused");
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.out()).contains("inlet  sample: paused since");
            running.terminate().awaitEnd(Duration.ofSeconds(25));
        }
    }

    private void settings(String more) throws IOException {
        Files.writeString(home.resolve("application.properties"), more, StandardOpenOption.APPEND);
    }

    static String cancellation(String confirmation) {
        return "{\"cancelledAt\": \"2024-05-29T16:40:05+02:00\", \"reason\": \"flight moved\", \"refundable\": false, \"fee\": {\"amount\": 45.5, \"currency\": \"EUR\"}, "
                + "\"booking\": {\"confirmation\": \"" + confirmation + "\", \"hotel\": \"Harbour House\", \"check in\": \"2024-07-12\", \"nights\": 3, "
                + "\"guests\": [{\"role\": \"lead\", \"first\": \"Greta\", \"last\": \"Hahn\", \"email\": \"greta@example.org\"}]}}";
    }

    @Test
    void doesNotStartWithAMisspeltInletAndSaysWhere() throws Exception {
        Path route = home.resolve("routes/order-placed-from-json.camel.yaml");
        Files.writeString(route, Files.readString(route).replace("inlet:sample", "inlet:sampel"));

        Instance run = Instance.run(home, "run", "--home", home.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("routes/order-placed-from-json.camel.yaml:").contains("the inlet \"sampel\" is not set up: inlet.sampel.url and inlet.sampel.ims-org-id are not set");
    }

    private void deliverTheRest() throws Exception {
        try (Instance second = start()) {
            await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(home.resolve("inbox/loyalty-signup/done/signups.csv.receipt.json"))
                    && !Files.exists(home.resolve("inbox/loyalty-signup/signups.csv")));
            second.terminate().awaitEnd(Duration.ofSeconds(25));
            assertThat(second.exitCode()).isZero();
        }
        assertThat(Files.readString(home.resolve("inbox/loyalty-signup/done/signups.csv.receipt.txt"))).contains("read      " + ROWS);
        assertThat(inlet.counts().distinct()).isGreaterThanOrEqualTo(ROWS);
        assertThat(inlet.counts().repeated()).isLessThanOrEqualTo(8_000); // at most the chunks that were under way
    }

    private Instance start() throws IOException {
        return Instance.start(home, Map.of(), "run", "--home", home.toString());
    }

    private void dropSignUps() throws IOException {
        String sample = Files.readString(home.resolve("mappings/loyalty-signup/sample.csv"));
        String[] lines = sample.split("\\R");
        String id = lines[1].split(",", -1)[0];
        StringBuilder rows = new StringBuilder(lines[0]).append('\n');
        for (int row = 0; row < ROWS; row++) {
            rows.append(lines[1].replace(id, "LS-IT-" + row)).append('\n');
        }
        Path folder = Files.createDirectories(home.resolve("inbox/loyalty-signup"));
        Files.writeString(folder.resolve("signups.csv"), rows);
    }
}
