package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of a process since it began, in seconds, as Linux counts it. */
record Cpu(double user, double system) {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /** Of a process that is alive. */
    static Cpu of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new Cpu(Long.parseLong(fields[USER_TICKS]) / TICKS_PER_SECOND, Long.parseLong(fields[SYSTEM_TICKS]) / TICKS_PER_SECOND);
    }

    /** What was used after {@code earlier}. */
    Cpu since(Cpu earlier) {
        return new Cpu(user - earlier.user, system - earlier.system);
    }
}
