package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A side in one class of this package: a process that sends everything and ends. */
final class Sender implements Side {

    private final Class<?> main;
    private final String heap;
    private final List<String> more;

    /** @param more arguments behind file, URL and rows */
    Sender(Class<?> main, String heap, List<String> more) {
        this.main = main;
        this.heap = heap;
        this.more = more;
    }

    @Override
    public Figures run(Plan plan, RunningInlet inlet) throws IOException, InterruptedException {
        Path log = Plan.folder().resolve(main.getSimpleName() + ".log");
        List<String> arguments = new ArrayList<>(List.of(plan.file(0, plan.rows()).toString(), inlet.url(), Integer.toString(plan.rows())));
        arguments.addAll(more);
        inlet.reset();
        Process process = Processes.java(main, List.of("-Xmx" + heap, "-XX:+UseSerialGC"), log, arguments.toArray(String[]::new));
        int code = process.waitFor();
        String line = Files.readAllLines(log).stream().filter(l -> l.startsWith(OwnFigures.LINE)).findFirst()
                .orElseThrow(() -> new IOException(main.getSimpleName() + " ended with " + code + ", see " + log));
        String[] own = line.substring(OwnFigures.LINE.length()).split(" ");
        double seconds = (inlet.allOnce(plan.rows()).lastAnswer() - Long.parseLong(own[0])) / 1000.0;
        return Figures.of(plan.rows(), seconds, new Cpu(Double.parseDouble(own[1]), Double.parseDouble(own[2])), Double.parseDouble(own[3]), Double.parseDouble(own[4]));
    }
}
