package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowGroupsTest {

    private static final ReadOptions BY_ORDER = ReadOptions.DEFAULT.grouped("order");

    @TempDir
    Path folder;

    @Test
    void gathersConsecutiveRowsOfOneValueIntoOneEvent() throws IOException {
        List<Event> events = read("order,item\n1,a\n1,b\n\n2,c\n1,d\n", BY_ORDER);

        assertThat(events).extracting(event -> event.value().toString()).containsExactly("{\"order\":\"1\",\"rows\":[{\"order\":\"1\",\"item\":\"a\"},{\"order\":\"1\",\"item\":\"b\"}]}",
                "{\"order\":\"2\",\"rows\":[{\"order\":\"2\",\"item\":\"c\"}]}", "{\"order\":\"1\",\"rows\":[{\"order\":\"1\",\"item\":\"d\"}]}");
        assertThat(events).extracting(event -> event.origin().row()).containsExactly(2L, 5L, 6L);
        assertThat(events).extracting(event -> event.eventId("r")).doesNotHaveDuplicates();
    }

    @Test
    void refusesAWholeGroupForOneBrokenRow() throws IOException {
        List<Event> events = read("order,item\n1,a\n1,b,too many\n1,c\n2,d\n", BY_ORDER);

        assertThat(events).hasSize(2);
        assertThat(((BrokenEvent) events.get(0)).problem().message()).isEqualTo("the row has 3 cells, the heading 2 (one of 3 rows that are refused together)");
        assertThat(events.get(0).origin().row()).isEqualTo(2);
        assertThat(events.get(1).value().path("order").asText()).isEqualTo("2");
    }

    /** It may belong to either, and half an order must not be sent. */
    @Test
    void refusesTheGroupsAroundARowWhoseValueCannotBeTold() throws IOException {
        List<Event> events = read("item,order\na,1\n\"b\"x,1\nc,1\nd,2\n", BY_ORDER);

        assertThat(events.get(0)).isInstanceOf(BrokenEvent.class);
        assertThat(events.get(1).value().path("rows")).hasSize(1);
    }

    @Test
    void givesARefusedGroupBackTogetherAndReadsItAgain() throws IOException {
        List<Event> original = read("order;item\r\n1;a\r\n2;b\r\n2;=c\r\n3;d\r\n3;e\r\n4;f\r\n", BY_ORDER);
        Path file = folder.resolve("a.csv");

        RejectedRows.write(file, BY_ORDER, List.of(new Rejection(3, "r", "d-1"), new Rejection(5, "s", "d-2")).iterator(), folder.resolve("r.csv"));

        assertThat(Files.readString(folder.resolve("r.csv"))).isEqualTo("_reason;_row;_dead_letter;order;item\r\nr;3;d-1;2;b\r\nr;4;d-1;2;=c\r\ns;5;d-2;3;d\r\ns;6;d-2;3;e\r\n");
        List<Event> again = read(Files.readString(folder.resolve("r.csv")), BY_ORDER);
        assertThat(again).extracting(event -> event.deadLetter().orElseThrow()).containsExactly("d-1", "d-2");
        assertThat(again).extracting(Event::raw).containsExactly(original.get(1).raw(), original.get(2).raw());
    }

    @Test
    void refusesAGroupThatIsLongerThanARecordMayBe() throws IOException {
        ReadOptions oneKb = new ReadOptions("auto", "auto", "auto", 1_000, 1, 200, "order");

        List<Event> events = read("order,item\n" + ("1," + "x".repeat(100) + "\n").repeat(20) + "2,y\n", oneKb);

        assertThat(((BrokenEvent) events.get(0)).problem().message()).isEqualTo("the rows of one order are longer than csv.max-record-kb together (one of 20 rows that are refused together)");
        assertThat(events.get(1).value().path("rows")).hasSize(1);
    }

    @Test
    void weighsAGroupAsMuchAsItsRows() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "order,item\n" + "1,\"{a, b}\"\n".repeat(300) + "2,c\n");

        try (EventReader alone = SourceFile.open(file, ReadOptions.DEFAULT); EventReader together = SourceFile.open(file, BY_ORDER)) {
            assertThat(together.next().bytes()).isEqualTo(alone.next().bytes());
        }
    }

    @Test
    void refusesAFileWithoutTheColumn() {
        UnreadableFileException thrown = catchThrowableOfType(UnreadableFileException.class, () -> read("id,item\n1,a\n", BY_ORDER));

        assertThat(thrown.problem().toString()).isEqualTo("a.csv:1: the heading has no column \"order\", by which rows are gathered\n"
                + "  fix      name the column so, or change groupBy; the file has: id, item");
    }

    private List<Event> read(String text, ReadOptions options) throws IOException {
        List<Event> events = new ArrayList<>();
        try (EventReader reader = SourceFile.open(Files.writeString(folder.resolve("a.csv"), text), options)) {
            reader.forEachRemaining(events::addAll);
        }
        return events;
    }
}
