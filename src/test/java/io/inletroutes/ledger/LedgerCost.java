package io.inletroutes.ledger;

import io.inletroutes.Event;
import io.inletroutes.Origin;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
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
        List<Event> events = new ArrayList<>();
        List<Payload> payloads = new ArrayList<>();
        for (int row = from; row < from + CHUNK; row++) {
            events.add(new JsonEvent(new Origin(Origin.Kind.FILE, "a.csv", row + 2, null, 0, Samples.NOW), null, ""));
            payloads.add(Samples.payload("order-" + row, "as sent", events.get(row - from)));
        }
        long begin = System.nanoTime();
        ledger.acceptedIds().known(payloads);
        long looked = System.nanoTime() - begin;
        for (int i = 0; i < CHUNK; i++) {
            events.get(i).settle(new Outcome.Accepted("01JD0000000000000000000" + from, "1565628583792:1485:" + from + ":" + i));
        }
        begin = System.nanoTime();
        ledger.acceptedIds().accept(run.id(), payloads);
        run.settle(events);
        return looked + System.nanoTime() - begin;
    }
}
