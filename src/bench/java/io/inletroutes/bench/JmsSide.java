package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distribution with the shipped kind of JMS route, which delivers and commits in batches, beside transacted camel-jms, in turn. The
 * queue is full and closed while a side starts; the rate counts from its opening to the inlet's last answer. A run counts only when
 * the inlet got each message once and the broker has none left.
 */
public final class JmsBenchmark {

    private JmsBenchmark() {
    }

    /** Settings are system properties, see {@link Plan}. Ends with 1 when a run lost or repeated an event. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Plan plan = Plan.ofProperties(20, "jms", "product,camel-jms");
        Files.createDirectories(plan.folder());
        Map<String, List<Figures>> figures = new LinkedHashMap<>();
        for (int run = 1; run <= plan.runs(); run++) {
            for (String side : plan.sides()) {
                Figures got = run(plan, side);
                figures.computeIfAbsent(side, key -> new ArrayList<>()).add(got);
                System.out.printf("run %d  %-12s %,9.0f events/s  %.2f CPU s per 100,000%n", run, side, got.rate(), got.cpuPer100k());
            }
        }
        Report report = new Report(plan, figures);
        Files.writeString(plan.folder().resolve("jms.md"), report.markdown());
        Files.writeString(plan.folder().resolve("jms.json"), report.json());
        System.out.println();
        System.out.print(report.markdown());
    }

    private static Figures run(Plan plan, String side) throws IOException, InterruptedException {
        Files.deleteIfExists(plan.folder().resolve("inlet.port"));
        try (FullQueue queue = FullQueue.start(plan); RunningInlet inlet = RunningInlet.start(plan.folder(), plan.latencyMillis(), plan.refuseEvery(), plan.rows())) {
            Path log = plan.folder().resolve(side + ".log");
            Process process = side.equals("product") ? product(plan, queue.url(), inlet.url(), log) : plain(queue, inlet, log);
            try {
                String ready = side.equals("product") ? "SIGTERM" : PlainCamelJms.READY;
                Processes.await(List.of(process), () -> Files.readString(log).contains(ready));
                return measured(plan, queue, inlet, process, side);
            } finally {
                Processes.stop(process);
            }
        }
    }

    private static Figures measured(Plan plan, FullQueue queue, RunningInlet inlet, Process process, String side) throws IOException, InterruptedException {
        Cpu before = Cpu.of(process.pid());
        long opened = System.currentTimeMillis();
        queue.open();
        Processes.await(List.of(process), () -> queue.left() == 0);
        Cpu cpu = Cpu.of(process.pid()).since(before);
        RunningInlet.Count count = inlet.count();
        if (count.events() != plan.rows() || count.distinct() + count.refused() != plan.rows()) {
            System.err.println(side + " is no result: of " + plan.rows() + " messages the inlet got " + count.events() + ", of them " + count.distinct() + " different ones");
            System.exit(1);
        }
        return new Figures(plan.rows(), (count.lastAnswer() - opened) / 1000.0, cpu, Processes.megabytes(process.pid(), "VmHWM"), Processes.liveHeap(process.pid()));
    }

    /** The distribution with the shipped kind of JMS route, limits lifted. */
    static Process product(Plan plan, String queueUrl, String inletUrl, Path log) throws IOException {
        Path home = plan.folder().resolve("home");
        Processes.remove(home);
        BenchData.mapping(home, inletUrl, false);
        Files.writeString(home.resolve("application.properties"), Files.readString(home.resolve("application.properties")) + "jms.url = " + queueUrl + "\n");
        Path routes = Files.createDirectories(home.resolve("routes"));
        Path shipped = plan.distribution().resolve("routes");
        Files.copy(shipped.resolve("redelivery.camel.yaml"), routes.resolve("redelivery.camel.yaml"));
        String route = Files.readString(shipped.resolve("booking-cancelled-from-jms.camel.yaml"));
        Files.writeString(routes.resolve("signup-from-jms.camel.yaml"), route.replace("destinationName: booking-cancelled", "destinationName: " + BenchBroker.QUEUE)
                .replace("booking-cancelled", "signup").replace("inlet.sample.", "inlet.").replace("inlet:sample", "inlet:default"));
        return Processes.start(List.of(plan.distribution().resolve("bin/inlet-routes").toString(), "run", "--home=" + home), log, home);
    }

    private static Process plain(FullQueue queue, RunningInlet inlet, Path log) throws IOException {
        return Processes.java(PlainCamelJms.class, List.of("-Xmx1g"), log, queue.url(), inlet.url());
    }
}
