package io.inletroutes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedLedgerOnPostgresTest extends SharedLedgerTest {

    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(Postgres.programs().isPresent(), "PostgreSQL is not installed: there is nothing under /usr/lib/postgresql");
        // the driver asserts that a batch never meets a connection that was cut; tests run with assertions, the product does not
        SharedLedgerOnPostgresTest.class.getClassLoader().setPackageAssertionStatus("org.postgresql", false);
        postgres = Postgres.start();
    }

    @BeforeEach
    void clear() throws IOException, InterruptedException {
        postgres.clear();
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    String url() {
        return postgres.url();
    }

    @Test
    void goesOnWhenEveryConnectionWasCut() throws Exception {
        try (Ledger ledger = open("first")) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            run.settle(Samples.accepted(2, 4));
            postgres.cutConnections();

            run.settle(Samples.accepted(5, 6));
            postgres.cutConnections();
            ledger.acceptedIds().accept(run.id(), List.of(Samples.accepted("e-1", Samples.row(2), "b-1", "x-1")));
            ledger.renewClaims();

            assertThat(run.isLost()).isFalse();
            assertThat(ledger.findByRow("a.csv", 2)).hasSize(1);
            assertThat(ledger.finish(run, "a.csv").counts()).isEqualTo(new Counts(5, 0, 0));
        }
    }
}
