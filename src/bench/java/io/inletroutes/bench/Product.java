package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The distribution as it is shipped, default settings, limits lifted: a home is made, a file renamed into its inbox. */
final class Product implements Side {

    @Override
    public Figures run(Plan plan, Path file, RunningInlet inlet) throws IOException, InterruptedException {
        Path home = plan.folder().resolve("home");
        remove(home);
        BenchData.home(home, inlet.url(), plan.csv());
        Files.copy(plan.distribution().resolve("routes/redelivery.camel.yaml"), home.resolve("routes/redelivery.camel.yaml"));
        Path part = home.resolve("inbox/events.part");
        Files.copy(file, part, StandardCopyOption.COPY_ATTRIBUTES);
        Path log = plan.folder().resolve("product.log");
        Process process = Processes.start(List.of(plan.distribution().resolve("bin/inlet-routes").toString(), "run", "--home=" + home), log, home);
        try {
            await(process, log, () -> Files.readString(log).contains("SIGTERM"));
            double cpu = Processes.cpuSeconds(process.pid());
            long dropped = System.currentTimeMillis();
            Files.move(part, home.resolve("inbox/signup").resolve(file.getFileName()));
            await(process, log, () -> inlet.count().events() >= plan.rows());
            RunningInlet.Count count = inlet.count();
            await(process, log, () -> isDone(home, file));
            cpu = Processes.cpuSeconds(process.pid()) - cpu;
            return new Figures(plan.rows(), (count.lastAnswer() - dropped) / 1000.0, cpu, Processes.megabytes(process.pid(), "VmHWM"),
                    Processes.liveHeap(process.pid()));
        } finally {
            Processes.stop(process);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Process process, Path log, Condition condition) throws IOException, InterruptedException {
        while (!condition.holds()) {
            if (!process.isAlive()) {
                throw new IOException("the product ended, see " + log);
            }
            Thread.sleep(20);
        }
    }

    private static boolean isDone(Path home, Path file) throws IOException {
        return !Files.exists(home.resolve("inbox/signup").resolve(file.getFileName()));
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
