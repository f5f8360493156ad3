package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Processor time of a process since it began, in seconds, as Linux counts it. */
record Cpu(double user, double system) {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /** Of a process that is alive. */
    static Cpu of(long pid) throws IOException {
        return read(Path.of("/proc", Long.toString(pid), "stat"));
    }

    /** Of those of its threads whose names fit. */
    static Cpu ofThreads(long pid, Predicate<String> name) throws IOException {
        double user = 0;
        double system = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : (Iterable<Path>) threads::iterator) {
                if (Files.exists(thread) && name.test(Files.readString(thread.resolve("comm")).strip())) {
                    Cpu one = read(thread.resolve("stat"));
                    user += one.user;
                    system += one.system;
                }
            }
        }
        return new Cpu(user, system);
    }

    private static Cpu read(Path file) throws IOException {
        String stat = Files.readString(file);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new Cpu(Long.parseLong(fields[USER_TICKS]) / TICKS_PER_SECOND, Long.parseLong(fields[SYSTEM_TICKS]) / TICKS_PER_SECOND);
    }

    /** What was used after {@code earlier}. */
    Cpu since(Cpu earlier) {
        return new Cpu(user - earlier.user, system - earlier.system);
    }
}
