package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A side in one class of this package: a process that sends everything and ends. */
final class Sender implements Side {

    private final Class<?> main;
    private final String heap;

    Sender(Class<?> main, String heap) {
        this.main = main;
        this.heap = heap;
    }

    @Override
    public Figures run(Plan plan, Path file, RunningInlet inlet) throws IOException, InterruptedException {
        Path log = plan.folder().resolve(main.getSimpleName() + ".log");
        Process process = Processes.java(main, List.of("-Xmx" + heap, "-XX:+UseSerialGC"), log, file.toString(), inlet.url(), Integer.toString(plan.rows()));
        int code = process.waitFor();
        String line = Files.readAllLines(log).stream().filter(l -> l.startsWith(OwnFigures.LINE)).findFirst()
                .orElseThrow(() -> new IOException(main.getSimpleName() + " ended with " + code + ", see " + log));
        String[] own = line.substring(OwnFigures.LINE.length()).split(" ");
        double seconds = (inlet.count().lastAnswer() - Long.parseLong(own[0])) / 1000.0;
        return new Figures(plan.rows(), seconds, new Cpu(Double.parseDouble(own[1]), Double.parseDouble(own[2])), Double.parseDouble(own[3]),
                Double.parseDouble(own[4]));
    }
}
