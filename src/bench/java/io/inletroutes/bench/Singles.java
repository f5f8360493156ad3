package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/** {@link SingleEvents} in a process of its own. */
final class Singles implements Side {

    private final int perSecond;

    /** @param perSecond 0 for those that a hundred JMS consumers bring */
    Singles(int perSecond) {
        this.perSecond = perSecond;
    }

    @Override
    public Figures run(Plan plan, RunningInlet inlet) throws IOException, InterruptedException {
        inlet.reset();
        Path log = Plan.folder().resolve("singles.log");
        Process process = Processes.java(SingleEvents.class, List.of("-Xmx256m", "-XX:+UseSerialGC"), log, inlet.url(), Integer.toString(plan.rows()), Integer.toString(perSecond));
        int code = process.waitFor();
        String line = Files.readAllLines(log).stream().filter(l -> l.startsWith(OwnFigures.LINE)).findFirst()
                .orElseThrow(() -> new IOException("single events ended with " + code + ", see " + log));
        String[] own = line.substring(OwnFigures.LINE.length()).split(" ");
        int sent = plan.rows() + SingleEvents.WARM_UP;
        RunningInlet.Count count = inlet.allOnce(sent);
        return new Figures(new LinkedHashMap<>()).with("p50 ms", Double.parseDouble(own[0])).with("p99 ms", Double.parseDouble(own[1]))
                .with("p99.9 ms", Double.parseDouble(own[2])).with("events in a request", sent / (double) count.requests());
    }
}
