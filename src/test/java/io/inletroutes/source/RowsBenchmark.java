package io.inletroutes.source;

import io.inletroutes.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How many CSV rows of nine cells, and how many lines of JSON, one thread makes events of in a second. It is no test. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class RowsBenchmark {

    private static final int ROWS = 20_000;

    private Path csv;
    private Path lines;

    @Setup
    public void write() throws IOException {
        StringBuilder rows = new StringBuilder("signup_id,signed_up_at,email,first_name,last_name,gender,birth_year,store,points\n");
        StringBuilder objects = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            rows.append("b-").append(row).append(",2024-03-01T08:15:30Z,c").append(row).append("@example.org,Am\u00e9lie,\"Last, ").append(row).append("\",female,1984,store-7,4711\n");
            objects.append("{\"id\":\"b-").append(row).append("\",\"at\":\"2024-03-01T08:15:30Z\",\"customer\":{\"email\":\"c").append(row)
                    .append("@example.org\",\"first\":\"Am\u00e9lie\",\"last\":\"Last\",\"gender\":\"female\",\"born\":1984},\"store\":\"store-7\",\"points\":4711}\n");
        }
        csv = Files.writeString(Files.createTempFile("rows", ".csv"), rows);
        lines = Files.writeString(Files.createTempFile("rows", ".jsonl"), objects);
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(csv);
        Files.delete(lines);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void csvRows(Blackhole hole) throws IOException {
        read(csv, hole);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void jsonLines(Blackhole hole) throws IOException {
        read(lines, hole);
    }

    private static void read(Path file, Blackhole hole) throws IOException {
        int rows = 0;
        try (EventReader reader = SourceFile.open(file, ReadOptions.DEFAULT)) {
            while (reader.hasNext()) {
                for (Event event : reader.next()) {
                    hole.consume(event);
                    rows++;
                }
            }
        }
        if (rows != ROWS) {
            throw new IllegalStateException(rows + " of " + ROWS + " rows");
        }
    }
}
