package io.inletroutes.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;

/** From the launcher's start to all routes started, and from a file's rename into the inbox to the inlet's answer; then at rest. */
final class Start implements Side {

    private static final int REST_SECONDS = 15;

    private final boolean first;

    /** @param first whether the home was never started before */
    Start(boolean first) {
        this.first = first;
    }

    @Override
    public Figures run(Plan plan, RunningInlet inlet) throws IOException, InterruptedException {
        Path home = Plan.folder().resolve("home");
        Processes.remove(home);
        BenchHome.make(home, inlet.url(), true, false);
        Path written = home.resolve("inbox/events.part");
        if (!first) {
            Process before = launch(home);
            awaitStart(before);
            Processes.stop(before);
        }
        BenchData.csv(written, 0, 1, Plan.seed());
        Files.setLastModifiedTime(written, FileTime.from(Instant.now().minusSeconds(10))); // a start may be so quick that the rename would come within the quiet time
        inlet.reset();
        long launched = System.nanoTime();
        Process process = launch(home);
        try {
            awaitStart(process);
            double started = (System.nanoTime() - launched) / 1e6;
            Cpu cpu = Cpu.of(process.pid());
            long dropped = System.currentTimeMillis();
            Files.move(written, home.resolve("inbox/signup/events.csv"));
            while (inlet.count().events() == 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            double accepted = inlet.allOnce(1).lastAnswer() - dropped;
            double peak = Processes.megabytes(process.pid(), "VmHWM");
            TimeUnit.SECONDS.sleep(REST_SECONDS);
            return new Figures(new LinkedHashMap<>()).with("started after ms", started).with("CPU s until then", cpu.user() + cpu.system())
                    .with("renamed file accepted after ms", accepted).with("peak resident until then MB", peak)
                    .with("resident at rest MB", Processes.megabytes(process.pid(), "VmRSS"));
        } finally {
            Processes.stop(process);
        }
    }

    private static Process launch(Path home) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Plan.distribution().resolve("bin/inlet-routes").toString(), "run", "--home=" + home);
        builder.environment().put("JAVA_HOME", Plan.java().toString());
        return builder.directory(home.toFile()).redirectError(Plan.folder().resolve("start.log").toFile()).start();
    }

    /** Its last line of the start; whatever it says later is read and dropped. */
    private static void awaitStart(Process process) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        for (String line = out.readLine(); line == null || !line.contains("SIGTERM"); line = out.readLine()) {
            if (line == null) {
                throw new IOException("the product ended, see start.log");
            }
        }
        Thread rest = new Thread(() -> dropAll(out), "output");
        rest.setDaemon(true);
        rest.start();
    }

    private static void dropAll(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                // what it says while it runs is no figure
            }
        } catch (IOException e) {
            // it was stopped
        }
    }
}
