package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.ContentHash;
import io.inletroutes.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PackedPayloadsTest {

    private static final String[] CONSTANTS = {"a constant of more than twenty-four bytes", "short", ",\"key\":\"another constant, and a longer one\"", "x".repeat(300)};

    /** Writes, takes back and changes at random, and remembers by itself what should stand there. */
    @Property(tries = 500)
    void keepsWhatWasWrittenHoweverItCameAbout(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int payloads) throws Unfit, IOException {
        Random random = new Random(seed);
        Bytes bytes = new Bytes(8, payloads);
        byte[][] constants = new byte[CONSTANTS.length][];
        for (int i = 0; i < constants.length; i++) {
            constants[i] = CONSTANTS[i].getBytes(StandardCharsets.UTF_8);
        }
        List<String> expected = new ArrayList<>();
        List<Payload> taken = new ArrayList<>();
        for (int i = 0; i < payloads; i++) {
            StringBuilder text = new StringBuilder();
            int steps = random.nextInt(12);
            for (int step = 0; step < steps; step++) {
                write(random, bytes, constants, text);
            }
            expected.add(text.toString());
            taken.add(bytes.take(null, "m", 1, 0, text.length()));
        }
        for (int i = 0; i < payloads; i++) {
            Payload payload = taken.get(i);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            payload.writeTo(out);
            byte[] json = expected.get(i).getBytes(StandardCharsets.UTF_8);
            assertThat(payload.json()).isEqualTo(expected.get(i));
            assertThat(out.toByteArray()).isEqualTo(json);
            assertThat(payload.length()).isEqualTo(json.length);
            assertThat(payload.entityHash()).isEqualTo(ContentHash.of(json, 0, json.length));
            int start = random.nextInt(json.length + 1);
            byte[] slice = new byte[1 + random.nextInt(60)];
            int size = payload.copySlice(start, slice.length, slice);
            assertThat(Arrays.copyOf(slice, size)).isEqualTo(Arrays.copyOfRange(json, start, Math.min(start + slice.length, json.length)));
        }
    }

    private static void write(Random random, Bytes bytes, byte[][] constants, StringBuilder text) throws Unfit {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                int which = random.nextInt(constants.length);
                bytes.constant(constants[which]);
                text.append(CONSTANTS[which]);
            }
            case 3, 4 -> {
                String value = "v".repeat(random.nextInt(30));
                bytes.text(value);
                text.append('"').append(value).append('"');
            }
            case 5 -> {
                int back = random.nextInt(text.length() + 1);
                bytes.back(back);
                text.setLength(back);
            }
            default -> {
                if (text.length() > 0) {
                    int at = random.nextInt(text.length());
                    bytes.set(at, '[');
                    text.setCharAt(at, '[');
                }
            }
        }
    }

    @Test
    void keepsARunThatIsTooLongForItsLength() throws Unfit {
        Bytes bytes = new Bytes(8, 2);
        byte[] constant = "c".repeat(100).getBytes(StandardCharsets.UTF_8);
        bytes.constant(constant);
        bytes.text("y".repeat(70_000));
        bytes.constant(constant);

        assertThat(bytes.take(null, "m", 1, -1, -1).json()).isEqualTo("c".repeat(100) + '"' + "y".repeat(70_000) + '"' + "c".repeat(100));
    }

    @Test
    void keepsConstantsOnceForAllPayloadsOfAChunk() throws Unfit {
        Bytes bytes = new Bytes(8, 1_000);
        byte[] constant = "c".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        List<Payload> taken = new ArrayList<>();
        long before = allocated();
        for (int i = 0; i < 1_000; i++) {
            bytes.constant(constant);
            bytes.text("own");
            taken.add(bytes.take(null, "m", 1, -1, -1));
        }

        assertThat(allocated() - before).as("bytes for 1,000 payloads of 1,005").isLessThan(500_000);
        assertThat(taken).allSatisfy(payload -> assertThat(payload.json()).isEqualTo("c".repeat(1_000) + "\"own\""));
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
