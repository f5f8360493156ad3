package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The distribution as it is shipped, default settings, limits lifted: a home is made, a file renamed into its inbox. */
final class Product implements Side {

    @Override
    public Figures run(Plan plan, Path file, RunningInlet inlet) throws IOException, InterruptedException {
        Path home = plan.folder().resolve("home");
        Processes.remove(home);
        BenchData.home(home, inlet.url(), plan.csv());
        Files.copy(plan.distribution().resolve("routes/redelivery.camel.yaml"), home.resolve("routes/redelivery.camel.yaml"));
        Path part = home.resolve("inbox/events.part");
        Files.copy(file, part, StandardCopyOption.COPY_ATTRIBUTES);
        Path log = plan.folder().resolve("product.log");
        Process process = Processes.start(List.of(plan.distribution().resolve("bin/inlet-routes").toString(), "run", "--home=" + home), log, home);
        try {
            Processes.await(List.of(process), () -> Files.readString(log).contains("SIGTERM"));
            Cpu before = Cpu.of(process.pid());
            long dropped = System.currentTimeMillis();
            Files.move(part, home.resolve("inbox/signup").resolve(file.getFileName()));
            Processes.await(List.of(process), () -> inlet.count().events() >= plan.rows());
            RunningInlet.Count count = inlet.count();
            Processes.await(List.of(process), () -> isDone(home, file));
            Cpu cpu = Cpu.of(process.pid()).since(before);
            return new Figures(plan.rows(), (count.lastAnswer() - dropped) / 1000.0, cpu, Processes.megabytes(process.pid(), "VmHWM"),
                    Processes.liveHeap(process.pid()));
        } finally {
            Processes.stop(process);
        }
    }

    private static boolean isDone(Path home, Path file) throws IOException {
        return !Files.exists(home.resolve("inbox/signup").resolve(file.getFileName()));
    }
}
