package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The distribution with the shipped kind of JMS route, which delivers and commits in batches, or transacted camel-jms. The queue is
 * full and closed while a side starts; the rate counts from its opening to the inlet's last answer. A run counts only when the broker
 * has no message left, too.
 */
final class JmsSide implements Side {

    private final boolean product;

    JmsSide(boolean product) {
        this.product = product;
    }

    @Override
    public Figures run(Plan plan, RunningInlet inlet) throws IOException, InterruptedException {
        inlet.reset();
        try (FullQueue queue = FullQueue.start(plan)) {
            Path log = Plan.folder().resolve(product ? "product.log" : "camel-jms.log");
            Process process = product ? product(plan.heap(), queue.url(), inlet.url(), log) : Processes.java(PlainCamelJms.class, List.of("-Xmx1g"), log, queue.url(), inlet.url());
            try {
                String ready = product ? "SIGTERM" : PlainCamelJms.READY;
                Processes.await(List.of(process), () -> Files.readString(log).contains(ready));
                Cpu before = Cpu.of(process.pid());
                long opened = System.currentTimeMillis();
                queue.open();
                Processes.await(List.of(process), () -> queue.left() == 0);
                Cpu cpu = Cpu.of(process.pid()).since(before);
                RunningInlet.Count count = inlet.allOnce(plan.rows());
                return Figures.of(plan.rows(), (count.lastAnswer() - opened) / 1000.0, cpu, Processes.megabytes(process.pid(), "VmHWM"), Processes.liveHeap(process.pid()));
            } finally {
                Processes.stop(process);
            }
        }
    }

    /** The distribution with the shipped kind of JMS route, limits lifted. */
    static Process product(String heap, String queueUrl, String inletUrl, Path log) throws IOException {
        Path home = Plan.folder().resolve("home");
        Processes.remove(home);
        BenchHome.mapping(home, inletUrl, false);
        Files.writeString(home.resolve("application.properties"), Files.readString(home.resolve("application.properties")) + "jms.url = " + queueUrl + "\n");
        Path routes = Files.createDirectories(home.resolve("routes"));
        Path shipped = Plan.distribution().resolve("routes");
        Files.copy(shipped.resolve("redelivery.camel.yaml"), routes.resolve("redelivery.camel.yaml"));
        String route = Files.readString(shipped.resolve("booking-cancelled-from-jms.camel.yaml"));
        Files.writeString(routes.resolve("signup-from-jms.camel.yaml"), route.replace("destinationName: booking-cancelled", "destinationName: " + BenchBroker.QUEUE)
                .replace("booking-cancelled", "signup").replace("inlet.sample.", "inlet.").replace("inlet:sample", "inlet:default"));
        return BenchHome.run(home, heap, log);
    }
}
