package io.inletroutes.ledger;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's PostgreSQL, started for a test on a free port with its data in a temporary folder. It refuses to run as root, and then runs as postgres. */
public final class Postgres implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path bin;
    private final Path folder;
    private final int port;

    private Postgres(Path bin, Path folder, int port) {
        this.bin = bin;
        this.folder = folder;
        this.port = port;
    }

    /** Where its programs lie; empty where it is not installed. */
    public static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin")).filter(bin -> Files.isExecutable(bin.resolve("initdb"))).max(Comparator.naturalOrder());
        }
    }

    public static Postgres start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("inlet-routes-postgres");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Postgres postgres = new Postgres(programs().orElseThrow(), folder, port);
        if (isRoot()) {
            postgres.run(List.of("chown", "postgres", folder.toString()));
        }
        postgres.asUser("initdb", "-D", postgres.data(), "-U", "ledger", "-A", "trust", "-E", "UTF8", "--no-sync");
        postgres.asUser("pg_ctl", "-D", postgres.data(), "-l", folder.resolve("log").toString(), "-w", "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -k " + folder, "start");
        return postgres;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=ledger";
    }

    /** Empties it. */
    void clear() throws IOException, InterruptedException {
        asUser("psql", "-q", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "ledger", "-d", "postgres", "-c",
                "set client_min_messages = warning; drop schema public cascade; create schema public");
    }

    /** Ends every connection as a failing network would. */
    void cutConnections() throws IOException, InterruptedException {
        asUser("psql", "-q", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "ledger", "-d", "postgres", "-c",
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid() and usename = 'ledger'");
    }

    private void asUser(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        File said = File.createTempFile("postgres", ".txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said).start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        String output = Files.readString(said.toPath());
        Files.delete(said.toPath());
        if (!ended || process.exitValue() != 0) {
            throw new IOException(command.get(command.size() - 1) + " failed: " + output);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Override
    public void close() throws IOException {
        try {
            asUser("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
