package io.inletroutes.bench;

import java.io.IOException;

/** What a sender counts of itself between {@link #begin} and {@link #end}, for the parent that started it. */
record OwnFigures(long startMillis, Cpu cpu) {

    /** Opens the one line of output that the parent reads. */
    static final String LINE = "figures ";

    static OwnFigures begin() throws IOException {
        return new OwnFigures(System.currentTimeMillis(), Cpu.of(ProcessHandle.current().pid()));
    }

    /** Prints start, user and system seconds, peak resident MB and live heap MB. */
    void end() throws IOException {
        long pid = ProcessHandle.current().pid();
        Cpu used = Cpu.of(pid).since(cpu);
        long resident = Processes.megabytes(pid, "VmHWM");
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
        System.out.println(LINE + startMillis + " " + used.user() + " " + used.system() + " " + resident + " " + heap);
    }
}
