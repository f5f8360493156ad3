package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEventsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            one object               | e.json  | {"a":1}                          | {"a":1}
            one object over lines    | e.json  | {;"a":1;}                        | {"a":1}
            an array                 | e.json  | [{"a":1},;{"a":2}]               | {"a":1} {"a":2}
            an empty array           | e.json  | []                               | ''
            lines                    | e.json  | {"a":1};{"a":2}                  | {"a":1} {"a":2}
            lines with blank ones    | e.jsonl | {"a":1};;{"a":2};                | {"a":1} {"a":2}
            values in a row          | e.json  | {"a":1}{"a":2}                   | {"a":1} {"a":2}
            exact numbers            | e.json  | {"a":228930314431312345678,"b":1.10,"c":1e400} | {"a":228930314431312345678,"b":1.10,"c":1E+400}
            a bad line among others  | e.jsonl | {"a":1};{"a":;{"a":3}            | {"a":1} !2:6 {"a":3}
            a line of two values     | e.jsonl | {"a":1} {"a":2}                  | !1:9
            a comment                | e.jsonl | /* x */ {"a":1}                  | !1:1
            not a number             | e.jsonl | {"a":NaN}                        | !1:9
            single quotes            | e.jsonl | {'a':1}                          | !1:2
            a trailing comma         | e.jsonl | {"a":1,}                         | !1:8
            the same key twice       | e.jsonl | {"a":1,"a":2}                    | !1:11
            half a surrogate pair    | e.jsonl | {"a":"\\ud800"};{"a":3}        | !1:15 {"a":3}
            a whole surrogate pair   | e.jsonl | {"a":"\\ud83d\\ude00"}          | {"a":"\uD83D\uDE00"}
            an array that breaks off | e.json  | [{"a":1},{"a":2]                 | {"a":1} !1:16
            a bad event in an array  | e.json  | [{"a":1},;{"a":x},{"a":3}]       | {"a":1} !2:7 {"a":3}
            a key twice in an array  | e.json  | [{"a":1,"a":2},{"a":3}]          | !1:12 {"a":3}
            brackets in texts        | e.json  | [{"a":"]}\\""},{"a":"[{"}]     | {"a":"]}\\""} {"a":"[{"}
            numbers in an array      | e.json  | [1,"b", true]                    | 1 "b" true
            a comma too many         | e.json  | [{"a":1},]                       | {"a":1} !1:10
            a comma missing          | e.json  | [{"a":1}{"a":2}]                 | {"a":1} !1:9
            a quote missing          | e.json  | [{"a":1},{"a":"b},{"a":3}]       | {"a":1} !1:21
            an array never closed    | e.json  | [{"a":1}                         | {"a":1} !1:9
            several arrays           | e.json  | [{"a":1}];[{"a":2}]              | {"a":1} {"a":2}
            a first line broken      | e.json  | {"a":;{"a":2};{"a":3};           | !1:6 {"a":2} {"a":3}
            objects over lines       | e.json  | {;"a":1;};{;"a":2;};             | {"a":1} {"a":2}
            an empty file            | e.json  | ''                               | ''
            """)
    void readsEveryFormAndRefusesWhatIsNoJson(String what, String name, String text, String expected) throws IOException {
        Files.writeString(folder.resolve(name), text.replace(';', '\n'));

        String read = events(name).stream().map(JsonEventsTest::show).collect(Collectors.joining(" "));

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void refusesNestingThatWouldBreakTheStack() throws IOException {
        Files.writeString(folder.resolve("deep.json"), "[".repeat(100_000));
        Files.writeString(folder.resolve("deep2.json"), "[{\"\":".repeat(50_000));

        assertThat(((BrokenEvent) events("deep.json").get(0)).problem().message()).startsWith("the JSON is nested deeper than 200 levels");
        assertThat(((BrokenEvent) events("deep2.json").get(0)).problem().message()).startsWith("the JSON is nested deeper than 200 levels");
    }

    @Test
    void handsOnTheRestOfABrokenArrayAsOneEventWithItsText() throws IOException {
        Files.writeString(folder.resolve("e.json"), "[{\"a\":1},\n{\"a\":\"b},\n{\"a\":3}]\n");

        List<Event> events = events("e.json");

        assertThat(events).hasSize(2);
        assertThat(events.get(1).raw()).isEqualTo("[{\"a\":\"b},\n{\"a\":3}]\n");
        assertThat(((BrokenEvent) events.get(1)).problem().message()).isEqualTo("the text is not JSON; nothing from event 2 on can be read");
    }

    @Test
    void handsNoEventOnTwiceWhenACommaIsMissing() throws IOException {
        Files.writeString(folder.resolve("e.json"), "[{\"a\":1}{\"a\":2}]");

        assertThat(events("e.json")).extracting(Event::raw).containsExactly("{\"a\":1}", "[{\"a\":2}]");
    }

    @Test
    void givesTheRestOfABrokenArrayBackWholeHoweverLongItIs() throws IOException {
        String rest = "{\"a\":\"b},\n" + "{\"a\":3},\n".repeat(100_000);
        Files.writeString(folder.resolve("e.json"), "[{\"a\":1},\n" + rest);

        RejectedRows.write(folder.resolve("e.json"), oneKb(), List.of(new Rejection(2, "r", "d-1")).iterator(), folder.resolve("r.json"));

        assertThat(Files.readString(folder.resolve("r.json"))).isEqualTo("[" + rest + "\n");
    }

    @Test
    void refusesAnEventThatIsTooLongAloneAndNeverHoldsItWhole() throws IOException {
        String longText = "x".repeat(3_000_000);
        Files.writeString(folder.resolve("e.json"), "[{\"a\":\"" + longText + "\"},{\"a\":2}]");
        Files.writeString(folder.resolve("e.jsonl"), "{\"a\":\"" + longText + "\"}\n{\"a\":2}\n");

        for (String name : List.of("e.json", "e.jsonl")) {
            List<Event> events = events(name, oneKb());

            assertThat(((BrokenEvent) events.get(0)).problem().message()).contains("is longer than csv.max-record-kb");
            assertThat(events.get(0).raw()).hasSize(1_024);
            assertThat(events.get(1).value()).hasToString("{\"a\":2}");
        }
    }

    private static ReadOptions oneKb() {
        return new ReadOptions("auto", "auto", "auto", 1_000, 1, 200, null);
    }

    @Test
    void refusesBytesThatAreNoUnicode() throws IOException {
        Files.write(folder.resolve("e.json"), "{\"a\":\"M\u00fcller\"}".getBytes(StandardCharsets.ISO_8859_1));

        UnreadableFileException thrown = catchThrowableOfType(UnreadableFileException.class, () -> events("e.json"));

        assertThat(thrown.problem().firstLine()).isEqualTo("e.json:1: byte 8 is not UTF-8");
    }

    private static String show(Event event) {
        return event instanceof BrokenEvent broken ? "!" + broken.problem().location().line() + ":" + broken.problem().location().column() : event.value().toString();
    }

    private List<Event> events(String name) throws IOException {
        return events(name, ReadOptions.DEFAULT);
    }

    private List<Event> events(String name, ReadOptions options) throws IOException {
        List<Event> events = new ArrayList<>();
        try (EventReader reader = SourceFile.open(folder.resolve(name), options)) {
            reader.forEachRemaining(events::addAll);
        }
        return events;
    }
}
