package io.inletroutes.ledger;

import io.inletroutes.Event;
import io.inletroutes.Origin;
import io.inletroutes.Outcome;
import io.inletroutes.JsonEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ledger costs a run: chunks of 1,000 events are looked up, noted as accepted and settled, up to ten million. Run it by
 * {@code main} with the test class path, a folder, and optionally a JDBC URL; it is no test.
 */
final class LedgerCost {

    private static final int CHUNK = 1_000;

    private LedgerCost() {
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "cost");
        int most = Integer.parseInt(arguments[1]);
        LedgerSettings settings = arguments.length < 3 ? LedgerSettings.in(folder)
                : new LedgerSettings(folder, arguments[2], null, null, LedgerSettings.in(folder).remembers(), LedgerSettings.in(folder).keeps());
        try (Ledger ledger = Ledger.open(settings, Clock.systemUTC())) {
            FileRun run = ledger.openFile("r", "a.csv", "f" + System.nanoTime()).orElseThrow();
            long tenth = 0;
            long all = 0;
            for (int row = 0; row < most; row += CHUNK) {
                tenth += settle(ledger, run, row);
                if ((row + CHUNK) % (most / 10) == 0) {
                    System.out.printf("%,d events: %.2f ms per chunk%n", row + CHUNK, tenth / 1e6 / (most / 10.0 / CHUNK));
                    all += tenth;
                    tenth = 0;
                }
            }
            System.out.printf("%.3f s per 100,000 events%n", all / 1e9 / most * 100_000);
            long before = System.nanoTime();
            System.out.println(ledger.findByRow("a.csv", most / 2));
            System.out.printf("found in %d ms%n", (System.nanoTime() - before) / 1_000_000);
        }
    }

    /** In nanoseconds. */
    private static long settle(Ledger ledger, FileRun run, int from) throws IOException {
        List<AcceptedId> ids = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int row = from; row < from + CHUNK; row++) {
            ids.add(new AcceptedId(row * 0x9e3779b97f4a7c15L + 1, row));
            events.add(new JsonEvent(new Origin(Origin.Kind.FILE, "a.csv", row + 2, null, 0, Samples.NOW), null, ""));
        }
        List<AcceptedEvent> accepted = new ArrayList<>();
        for (int i = 0; i < CHUNK; i++) {
            Outcome.Accepted outcome = new Outcome.Accepted("01JD0000000000000000000" + from, "1565628583792:1485:" + from + ":" + i);
            events.get(i).settle(outcome);
            accepted.add(new AcceptedEvent(ids.get(i), run.id(), events.get(i).origin(), outcome));
        }
        long begin = System.nanoTime();
        ledger.acceptedIds().known(ids);
        ledger.acceptedIds().accept(accepted);
        run.settle(events);
        return System.nanoTime() - begin;
    }
}
