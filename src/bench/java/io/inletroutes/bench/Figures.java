package io.inletroutes.bench;

/** What one run of one side cost. The rate counts from the file being there to the inlet's last answer. */
record Figures(int rows, double seconds, double cpuSeconds, double residentMb, double liveHeapMb) {

    double rate() {
        return rows / seconds;
    }

    double cpuPer100k() {
        return cpuSeconds * 100_000 / rows;
    }
}
