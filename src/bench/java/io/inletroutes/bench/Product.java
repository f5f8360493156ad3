package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The distribution as it is shipped, default settings, limits lifted: a home is made, a file renamed into its inbox. Where the file is
 * a CSV of the plan's size, a second one follows, which tells what is left when Java has compiled what it runs.
 */
final class Product implements Side {

    private final boolean perEvent;
    private final int times;

    /**
     * @param perEvent by a route that has one exchange per event
     * @param times    so many times the plan's rows in the one file
     */
    Product(boolean perEvent, int times) {
        this.perEvent = perEvent;
        this.times = times;
    }

    @Override
    public Figures run(Plan plan, RunningInlet inlet) throws IOException, InterruptedException {
        Path home = Plan.folder().resolve("home");
        Processes.remove(home);
        BenchHome.make(home, inlet.url(), plan.csv(), perEvent);
        Path log = Plan.folder().resolve("product.log");
        Process process = BenchHome.run(home, plan.heap(), log);
        try {
            Processes.await(List.of(process), () -> Files.readString(log).contains("SIGTERM"));
            int rows = plan.rows() * times;
            Figures first = deliver(process, home, plan.file(0, rows), rows, inlet);
            if (times > 1) {
                return first;
            }
            Figures second = deliver(process, home, plan.file(rows, rows), rows, inlet);
            return first.with("second file " + Figures.RATE, second.values().get(Figures.RATE)).with("second file " + Figures.CPU, second.values().get(Figures.CPU));
        } finally {
            Processes.stop(process);
        }
    }

    private static Figures deliver(Process process, Path home, Path file, int rows, RunningInlet inlet) throws IOException, InterruptedException {
        Path part = home.resolve("inbox/events.part");
        Files.copy(file, part, StandardCopyOption.COPY_ATTRIBUTES);
        Path dropped = home.resolve("inbox/signup").resolve(file.getFileName());
        inlet.reset();
        Cpu before = Cpu.of(process.pid());
        long at = System.currentTimeMillis();
        Files.move(part, dropped);
        Processes.await(List.of(process), () -> !Files.exists(dropped));
        Cpu cpu = Cpu.of(process.pid()).since(before);
        RunningInlet.Count count = inlet.allOnce(rows);
        Files.delete(home.resolve("inbox/signup/done").resolve(file.getFileName()));
        return Figures.of(rows, (count.lastAnswer() - at) / 1000.0, cpu, Processes.megabytes(process.pid(), "VmHWM"), Processes.liveHeap(process.pid()));
    }
}
