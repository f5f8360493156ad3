package io.inletroutes.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one run of one side showed, by the name of the figure, in the order in which they are reported. */
record Figures(Map<String, Double> values) {

    static final String RATE = "events/s";
    static final String CPU = "CPU s per 100,000";
    static final String USER = "user";
    static final String SYSTEM = "system";
    static final String RESIDENT = "peak resident MB";
    static final String LIVE = "live heap MB";

    /** The rate counts from the file being there to the inlet's last answer. */
    static Figures of(int rows, double seconds, Cpu cpu, double residentMb, double liveHeapMb) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(RATE, rows / seconds);
        values.put(CPU, (cpu.user() + cpu.system()) * 100_000 / rows);
        values.put(USER, cpu.user() * 100_000 / rows);
        values.put(SYSTEM, cpu.system() * 100_000 / rows);
        values.put(RESIDENT, residentMb);
        values.put(LIVE, liveHeapMb);
        return new Figures(values);
    }

    Figures with(String name, double value) {
        Map<String, Double> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Figures(more);
    }

    String shown() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(Report.number(name, value)));
        return text.toString();
    }
}
