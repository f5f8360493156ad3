package io.inletroutes.cli;

import io.inletroutes.console.Observation;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.ledger.Ledger;
import java.io.IOException;
import java.text.SimpleDateFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What every start of routes has Java do once, whatever the home says, done by another processor meanwhile: opening all jars, loading the
 * HTTP client, the database and the meters; and behind the start what only the first delivery needs. What fails here fails where it is
 * needed, and is said there.
 */
final class Groundwork {

    private final List<Thread> threads = new ArrayList<>();

    private Groundwork() {
    }

    /** What needs no library, not even the log. */
    static Groundwork begin() {
        Groundwork groundwork = new Groundwork();
        groundwork.start("jars", () -> {
            openJars();
            loadDates();
        });
        return groundwork;
    }

    /** The rest, behind the log: where two threads come first to it, SLF4J tells of lines that it had to keep. */
    Groundwork loadLibraries() {
        start("libraries", Groundwork::prepareLibraries);
        return this;
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, "groundwork-" + name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /** Before the start needs any of it, so that never two threads load one library: classes that need each other could wait for each other. */
    void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Has inlets that deliver over TLS find it ready, as soon as the routes run. */
    void prepareDelivery(InletComponent inlets) {
        start("tls", () -> {
            try {
                inlets.prepareTls();
            } catch (RuntimeException e) {
                return; // the first delivery says so
            }
        });
    }

    /** A name that is in none of them. */
    private static void openJars() {
        try {
            Collections.list(Groundwork.class.getClassLoader().getResources("META-INF/io/inletroutes/none"));
        } catch (IOException e) {
            return; // whoever needs that jar says so
        }
    }

    /** The time zones, and Java's names of days and months, which Jackson's first mapper asks for: a tenth of what the check of a home takes. */
    private static void loadDates() {
        ZoneId.systemDefault();
        new SimpleDateFormat("EEE, dd MMM yyyy", Locale.US).getCalendar();
    }

    private static void prepareLibraries() {
        try {
            InletComponent.prepare();
            Ledger.prepare();
            Observation.prepare();
        } catch (IOException | RuntimeException e) {
            return; // the first inlet or the ledger says so
        }
    }
}
