package io.inletroutes.bench;

/** What one run of one side cost. The rate counts from the file being there to the inlet's last answer. */
record Figures(int rows, double seconds, Cpu cpu, double residentMb, double liveHeapMb) {

    double rate() {
        return rows / seconds;
    }

    double cpuPer100k() {
        return userPer100k() + systemPer100k();
    }

    double userPer100k() {
        return cpu.user() * 100_000 / rows;
    }

    double systemPer100k() {
        return cpu.system() * 100_000 / rows;
    }
}
