package io.inletroutes.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an open console costs while events flow: CPU time of the product's process, and the time from an event's sending to its being at
 * the inlet, in turns with the console closed and open. The load is a JMS queue that gets so many messages a second.
 */
public final class ConsoleCost {

    private static final int WARM_UP_SECONDS = 60;
    private static final int SETTLE_MILLIS = 3_000;

    /**
     * One turn.
     *
     * @param cpu     of the process, in percent of one core
     * @param console of it, the threads that make pages and take rates
     * @param p50     in milliseconds, as p99
     */
    private record Turn(double cpu, double console, double p50, double p99, int events) {
    }

    private ConsoleCost() {
    }

    /** Settings are system properties, see {@link Plan}; {@code bench.rate} (10000) a second, {@code bench.rows} (20) seconds a turn, {@code bench.runs} turns of each side. */
    public static void main(String[] args) throws Exception {
        Plan plan = Plan.ofProperties(20, "jms", "closed,asked");
        int rate = number("bench.rate", 10_000);
        int seconds = number("bench.rows", 20);
        Files.createDirectories(Plan.folder());
        int most = rate * (WARM_UP_SECONDS + (seconds + 30) * Plan.runs() * plan.sides().size() + 60);
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        try (SteadyLoad load = new SteadyLoad(rate, Plan.seed()); TimingInlet inlet = new TimingInlet(plan.latencyMillis(), most)) {
            Path log = Plan.folder().resolve("product.log");
            Process process = JmsSide.product("", load.url(), inlet.url(), log);
            try {
                Processes.await(List.of(process), () -> Files.readString(log).contains("SIGTERM"));
                String console = Files.readString(log).replaceAll("(?s).*console  (\\S+).*", "$1");
                load.begin();
                Thread.sleep(WARM_UP_SECONDS * 1_000L);
                for (int run = 1; run <= Plan.runs(); run++) {
                    for (String side : plan.sides()) {
                        Turn turn = turn(side, console, plan, seconds, process, inlet);
                        turns.computeIfAbsent(side, key -> new ArrayList<>()).add(turn);
                        System.out.printf(Locale.ROOT, "run %d  %-8s CPU %.2f %% of a core, the console's threads %.2f %%, p50 %.1f ms, p99 %.1f ms, %,d events/s%n", run, side, turn.cpu(), turn.console(), turn.p50(), turn.p99(), turn.events() / seconds);
                    }
                }
                load.end();
                Processes.await(List.of(process), () -> load.left() == 0);
                if (inlet.events() < load.sent()) {
                    throw new IllegalStateException("of " + load.sent() + " events the inlet got " + inlet.events());
                }
            } finally {
                Processes.stop(process);
            }
        }
        report(turns);
        System.exit(0);
    }

    private static Turn turn(String side, String console, Plan plan, int seconds, Process process, TimingInlet inlet) throws Exception {
        try (OpenConsole open = OpenConsole.open(side, console, Plan.folder())) {
            Thread.sleep(SETTLE_MILLIS); // the first page, and a browser's start
            long from = System.nanoTime();
            Cpu before = Cpu.of(process.pid());
            Cpu consoleBefore = Cpu.ofThreads(process.pid(), ConsoleCost::isConsole);
            Thread.sleep(seconds * 1_000L);
            Cpu cpu = Cpu.of(process.pid()).since(before);
            Cpu own = Cpu.ofThreads(process.pid(), ConsoleCost::isConsole).since(consoleBefore);
            long until = System.nanoTime();
            Thread.sleep(SETTLE_MILLIS); // what was sent last is on its way
            long[] taken = inlet.taken(from, until);
            return new Turn(percent(cpu, until - from), percent(own, until - from), at(taken, 0.5), at(taken, 0.99), taken.length);
        }
    }

    private static boolean isConsole(String thread) {
        return thread.startsWith("console") || thread.startsWith("HTTP-Dispatcher");
    }

    private static double percent(Cpu cpu, long nanos) {
        return (cpu.user() + cpu.system()) * 1e11 / nanos;
    }

    private static void report(Map<String, List<Turn>> turns) {
        System.out.println();
        turns.forEach((side, all) -> System.out.printf(Locale.ROOT, "%-8s median of %d: CPU %.2f %% of a core, the console's threads %.2f %%, p50 %.1f ms, p99 %.1f ms%n", side, all.size(),
                median(all.stream().mapToDouble(Turn::cpu).toArray()), median(all.stream().mapToDouble(Turn::console).toArray()), median(all.stream().mapToDouble(Turn::p50).toArray()), median(all.stream().mapToDouble(Turn::p99).toArray())));
        List<Turn> first = turns.values().iterator().next();
        turns.forEach((side, all) -> {
            double[] more = new double[all.size()];
            for (int i = 0; i < more.length; i++) {
                more[i] = all.get(i).cpu() - first.get(i).cpu();
            }
            System.out.printf(Locale.ROOT, "%-8s more than the first side of the same run, median: CPU %.2f points%n", side, median(more));
        });
    }

    private static double median(double[] values) {
        java.util.Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))] / 1e6;
    }

    private static int number(String property, int otherwise) {
        String given = System.getProperty(property, "");
        return given.isBlank() ? otherwise : Integer.parseInt(given);
    }
}
