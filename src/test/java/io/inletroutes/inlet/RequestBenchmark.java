package io.inletroutes.inlet;

import io.inletroutes.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/** How many payloads of 1 KB one thread puts into requests in a second, and how many entries of answers it reads. It is no test. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class RequestBenchmark {

    private static final int EVENTS = 900;

    private final List<Payload> whole = new ArrayList<>();
    private final List<Payload> packed = new ArrayList<>();
    private final ReplyReader replies = new ReplyReader();
    private byte[] accepted;
    private byte[] partly;

    @Setup
    public void prepare() {
        byte[] start = "{\"header\":{\"msgId\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] end = ("\"},\"body\":{\"filler\":\"" + "x".repeat(1_000) + "\"}}").getBytes(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder("{\"inletId\":\"bench\",\"batchId\":\"1565628583792:1485:9\",\"receivedTimeMs\":1565628583792,\"responses\":[");
        StringBuilder some = new StringBuilder(all);
        for (int i = 0; i < EVENTS; i++) {
            byte[] id = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            Payload payload = Payload.of(ByteBuffer.allocate(start.length + id.length + end.length).put(start).put(id).put(end).array());
            whole.add(payload);
            packed.add(payload.keptIn(ByteBuffer.allocate(6 + id.length).putShort((short) 0).putShort((short) id.length).put(id).putShort((short) 0).array(), 0, new byte[][] {start, end}));
            String entry = (i == 0 ? "" : ",") + "{\"xactionId\":\"1565628583792:1485:" + i + ":0\"}";
            all.append(entry);
            some.append(i % 20 == 7 ? ",{\"statusCode\":400,\"message\":\"extraneous key [x] is not permitted\"}" : entry);
        }
        accepted = all.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        partly = some.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int requestOfPackedPayloads() throws IOException {
        return write(packed);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int requestOfWholePayloads() throws IOException {
        return write(whole);
    }

    private static int write(List<Payload> payloads) throws IOException {
        List<Message> messages = new ArrayList<>(payloads.size());
        for (Payload payload : payloads) {
            messages.add(new Message(payload, 0, null));
        }
        RequestBody body = RequestBody.batch(messages);
        body.writeTo(OutputStream.nullOutputStream());
        return body.length();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int answerThatAcceptsAll() throws IOException {
        return read(accepted);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int answerThatRefusesOneInTwenty() throws IOException {
        return read(partly);
    }

    private int read(byte[] answer) throws IOException {
        InletReply reply = replies.read(207, new ByteArrayInputStream(answer), EVENTS, true, 0, null);
        if (reply.entries() == null) {
            throw new IllegalStateException("the answer was not understood");
        }
        return reply.entries().size();
    }
}
