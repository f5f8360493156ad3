package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts Java processes and reads what the kernel counts of them; needs Linux's {@code /proc}. */
final class Processes {

    private Processes() {
    }

    /** A process on this one's class path whose output goes to {@code log}. */
    static Process java(Class<?> main, List<String> options, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Plan.java().resolve("bin/java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return start(command, log, null);
    }

    static Process start(List<String> command, Path log, Path folder) throws IOException {
        return start(command, Map.of(), log, folder);
    }

    static Process start(List<String> command, Map<String, String> environment, Path log, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", Plan.java().toString());
        builder.environment().putAll(environment);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        return builder.start();
    }

    /** What is waited for. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** Looks every 20 ms. @param needed processes whose end fails the run */
    static void await(List<Process> needed, Condition condition) throws IOException, InterruptedException {
        while (!condition.holds()) {
            for (Process process : needed) {
                if (!process.isAlive()) {
                    throw new IOException("a process ended with " + process.exitValue() + ", see the logs: " + process.info().command().orElse("no command"));
                }
            }
            Thread.sleep(20);
        }
    }

    /** Deletes a folder, if it is there, with all in it. */
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** A figure such as {@code VmHWM} (peak resident) or {@code VmRSS} of {@code /proc/PID/status}, in MB. */
    static long megabytes(long pid, String figure) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith(figure + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("/proc has no " + figure);
    }

    /** What lives on the heap of a process after a collection, in MB. */
    static double liveHeap(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        double kilobytes = 0;
        for (String line : jcmd(pid, "GC.heap_info").split("\n")) {
            if (line.matches("(?i)\\s*(def ?new|tenured|garbage-first|PSYoungGen|ParOldGen).*used \\d+K.*")) {
                kilobytes += Double.parseDouble(line.replaceAll(".*used (\\d+)K.*", "$1"));
            }
        }
        return kilobytes / 1024;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path jcmd = Plan.java().resolve("bin/jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }

    /** Asks a process to end, and waits until it did. */
    static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Whole or not at all for whoever reads it. */
    static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
