package io.inletroutes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.ContentHash;
import io.inletroutes.Event;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.ledger.AcceptedIds.Known;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private Instant now = Samples.NOW;

    @Test
    void knowsAnAcceptedIdAndWhetherItsContentIsTheSame() throws IOException {
        try (Journal journal = open()) {
            journal.accept(5, List.of(Samples.accepted("e-1", Samples.row(2), "b-1", null)));
        }

        try (Journal journal = open()) {
            assertThat(journal.known(List.of(id("e-1"), Payload.of(new byte[0]), Samples.payload("e-1", "changed", Samples.row(2)), id("e-2"))))
                    .containsExactly(Known.SAME, Known.NO, Known.OTHER_CONTENT, Known.NO);
            assertThat(journal.known(List.of(id("e-3"), Payload.of(new byte[0])))).isEmpty();
        }
    }

    @Test
    void knowsTheSameOfAnEventThatGoesAlone() throws IOException {
        try (Journal journal = open()) {
            assertThat(journal.known(id("e-1"))).isEqualTo(Known.NO);
            journal.accept(5, List.of(Samples.accepted("e-1", Samples.row(2), "b-1", null)));

            assertThat(journal.known(id("e-1"))).isEqualTo(Known.SAME);
            assertThat(journal.known(Samples.payload("e-1", "changed", Samples.row(2)))).isEqualTo(Known.OTHER_CONTENT);
            assertThat(journal.known(id("e-2"))).isEqualTo(Known.NO);
            assertThat(journal.known(Payload.of(new byte[0]))).isEqualTo(Known.NO);
            now = now.plus(Duration.ofDays(8));
            assertThat(journal.known(id("e-1"))).as("too old").isEqualTo(Known.NO);
        }
    }

    @Test
    void notesOnlyWhatTheInletTookAndTellsItsId() throws IOException {
        Event skipped = Samples.row(2);
        skipped.settle(Outcome.SKIPPED);
        Event ownPayload = Samples.row(3);
        ownPayload.settle(new Outcome.Accepted("b-1", "x-1"));
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        try (Journal journal = open()) {
            journal.accept(5, List.of(id("e-1"), Samples.payload("e-2", "as sent", skipped), new Payload(json, 0, 2, ownPayload, "m", ContentHash.ofText("e-3"), -1, 0), Payload.of(json)));

            assertThat(journal.byId("e-1")).isEmpty();
            assertThat(journal.byId("e-2")).isEmpty();
            assertThat(journal.byPlace(new Place(5, 3))).isEmpty();
        }
    }

    /** Of those made by earlier versions, some are of sizes that none is made of any more. */
    @Test
    void goesOnBehindASegmentOfAnySize() throws IOException {
        for (int slots : new int[] {1 << 14, 1 << 16, 1 << 20}) {
            try (Segment segment = Segment.create(folder.resolve("00000000000" + slots + ".ids"), slots, now.getEpochSecond())) {
                for (int i = 0; i < slots / 3 * 2; i++) {
                    segment.add(ContentHash.ofText("e-" + slots + "-" + i), id("e").entityHash(), new Place(5, i).pack(), 0, now.getEpochSecond());
                }
                segment.write();
            }
        }

        try (Journal journal = open()) {
            journal.accept(6, List.of(Samples.accepted("e-new", Samples.row(2), "b-1", "x-1")));

            assertThat(ids()).hasSize(4);
            for (String id : List.of("e-16384-0", "e-16384-10921", "e-65536-777", "e-1048576-699049", "e-new")) {
                assertThat(journal.byId(id)).hasSize(1);
            }
            assertThat(journal.byId("e-16384-10922")).isEmpty();
            assertThat(journal.known(List.of(id("e-none"), id("e-65536-777"), id("e-new")))).containsExactly(Known.NO, Known.OTHER_CONTENT, Known.SAME);
        }
    }

    @Test
    void tellsWhereAnEventCameFromAndTheInletsIds() throws IOException {
        try (Journal journal = open()) {
            journal.accept(5, List.of(
                    Samples.accepted("e-1", Samples.row(2), "b-1", "x-1"), Samples.accepted("e-2", Samples.row(3), "b-1", "x-2"),
                    Samples.accepted("e-3", Samples.row(4), "b-2", null), Samples.accepted("e-5", Samples.row(5), null, null)));
            journal.accept(0, List.of(Samples.accepted("e-4", Samples.message("ID:7"), null, "x 4\n")));
        }

        try (Journal journal = open()) {
            assertThat(journal.byId("e-2")).containsExactly(new AcceptedPlaces.Accepted(new Place(5, 3), new Outcome.Accepted("b-1", "x-2"), now));
            assertThat(journal.byPlace(new Place(5, 4))).extracting(AcceptedPlaces.Accepted::outcome).containsExactly(new Outcome.Accepted("b-2", null));
            assertThat(journal.byPlace(Place.ofKey("ID:7"))).extracting(AcceptedPlaces.Accepted::outcome).containsExactly(new Outcome.Accepted(null, "x_4_"));
            assertThat(journal.byPlace(new Place(5, 5))).extracting(AcceptedPlaces.Accepted::outcome).containsExactly(new Outcome.Accepted(null, null));
            assertThat(journal.byId("e-6")).isEmpty();
        }
    }

    @Test
    void goesOnInFurtherSegmentsAndForgetsOldOnes() throws IOException {
        int many = 40_000;
        try (Journal journal = open()) {
            for (int i = 0; i < many; i += 1_000) {
                journal.accept(5, events(i, i + 1_000));
            }
            assertThat(ids()).hasSize(2);
            assertThat(journal.known(List.of(id("e-0"), id("e-" + (many - 1))))).containsExactly(Known.SAME, Known.SAME);
            assertThat(journal.byPlace(new Place(5, 17))).hasSize(1);

            now = now.plus(Duration.ofDays(8));

            assertThat(journal.known(List.of(id("e-0")))).isEmpty();
            journal.forgetOld();
            assertThat(folder).isEmptyDirectory();
        }
    }

    /** After a power failure a table can be fuller than its entries tell: the search for a free slot never ended. */
    @Test
    void endsTheSearchInATableWithoutAFreeSlot() throws IOException {
        Segment segment = Segment.create(folder.resolve("1.ids"), 1 << 14, 0);
        for (int i = 1; i <= 1 << 14; i++) {
            segment.add(i * 0x9e3779b97f4a7c15L, 1, 1, 0, 1);
        }
        segment.write();
        segment.forget();

        segment.add(0x9e3779b97f4a7c15L, 1, 1, 0, 1);
        segment.add(ContentHash.ofText("one more"), 1, 1, 0, 1);
        segment.write();
        segment.forget();

        assertThat(segment.find(4711)).isNull();
        assertThat(segment.find(ContentHash.ofText("one more"))).isNull();
        assertThat(segment.room()).isZero();
        segment.close();
    }

    @Test
    void doesWithoutASegmentThatWasCutAtAnyLength() throws IOException {
        try (Journal journal = open()) {
            journal.accept(5, List.of(Samples.accepted("e-1", Samples.row(2), "b-1", "x-1")));
        }
        Path file = ids().get(0);
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 63, 64, 65, 1_000, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));

            try (Journal journal = open()) {
                assertThat(journal.known(List.of(id("e-1"), id("e-2")))).isEmpty();
                journal.accept(5, List.of(Samples.accepted("e-2", Samples.row(2), "b-1", "x-1")));
                assertThat(journal.known(List.of(id("e-2")))).containsExactly(Known.SAME);
            }
            assertThat(file.resolveSibling(file.getFileName() + ".broken")).hasSize(length);
            for (Path made : ids()) {
                Files.delete(made);
            }
        }
    }

    @Test
    void survivesAKillAtAnyByteOfItsTraces() throws IOException {
        try (Journal journal = open()) {
            journal.accept(5, List.of(Samples.accepted("e-1", Samples.row(2), "b-1", "x-1"), Samples.accepted("e-2", Samples.row(3), "b-2", "x-2")));
        }
        Path traces = Path.of(ids().get(0).toString().replace(".ids", ".traces"));
        byte[] bytes = Files.readAllBytes(traces);
        for (int length = 0; length <= bytes.length; length++) {
            Files.write(traces, Arrays.copyOf(bytes, length));

            try (Journal journal = open()) {
                assertThat(journal.known(List.of(id("e-1"), id("e-2")))).containsExactly(Known.SAME, Known.SAME);
                assertThat(journal.byId("e-1").get(0).outcome()).isIn(new Outcome.Accepted("b-1", "x-1"), new Outcome.Accepted(null, null));
                journal.accept(5, List.of(Samples.accepted("e-3", Samples.row(4), "b-3", "x-3")));
                assertThat(journal.byId("e-3").get(0).outcome()).isEqualTo(new Outcome.Accepted("b-3", "x-3"));
            }
        }
    }

    @Test
    void survivesAKillAtAnyByteOfItsEntries() throws IOException {
        try (Journal journal = open()) {
            journal.accept(5, events(0, 3));
        }
        Path entries = Path.of(ids().get(0).toString().replace(".ids", ".entries"));
        byte[] bytes = Files.readAllBytes(entries);
        byte[] table = Files.readAllBytes(ids().get(0));
        for (int length = 0; length < bytes.length; length++) {
            Files.write(entries, Arrays.copyOf(bytes, length));
            Files.write(ids().get(0), table);

            try (Journal journal = open()) {
                assertThat(journal.known(List.of(id("e-0"), id("e-2")))).isEqualTo(length < 32 ? List.of() : List.of(Known.SAME, Known.NO));
                journal.accept(5, events(2, 5));
                assertThat(journal.known(List.of(id("e-2"), id("e-3"), id("e-4")))).containsOnly(Known.SAME);
                assertThat(journal.byPlace(new Place(5, 3))).hasSize(1);
            }
        }
    }

    @Test
    void readsWhatAPowerFailureLeftEmptyAsNotKnown() throws IOException {
        try (Journal journal = open()) {
            journal.accept(5, events(0, 1_000));
        }
        Path entries = Path.of(ids().get(0).toString().replace(".ids", ".entries"));
        try (RandomAccessFile file = new RandomAccessFile(entries.toFile(), "rw")) {
            file.write(new byte[500 * 32]);
        }

        try (Journal journal = open()) {
            assertThat(journal.known(List.of(id("e-0"), id("e-999")))).containsExactly(Known.NO, Known.SAME);
            journal.accept(5, events(0, 1_000));

            assertThat(journal.known(events(0, 1_000))).containsOnly(Known.SAME);
            assertThat(journal.byPlace(new Place(5, 999))).hasSize(1);
        }
    }

    private static List<Payload> events(int from, int to) {
        List<Payload> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(Samples.accepted("e-" + i, Samples.row(i), "b-" + i / 1_000, "x-" + i));
        }
        return events;
    }

    /** An open event with the content that an accepted one of that id had. */
    private static Payload id(String id) {
        return Samples.payload(id, "as sent", Samples.row(2));
    }

    private List<Path> ids() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ids")).sorted().toList();
        }
    }

    private Journal open() throws IOException {
        return new Journal(folder, new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        }, Duration.ofDays(7));
    }
}
