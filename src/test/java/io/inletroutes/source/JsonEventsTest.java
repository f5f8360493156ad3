package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import io.inletroutes.Problem;
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
            a comment                | e.jsonl | /* x */ {"a":1}                  | {"a":1}
            a comment over lines     | e.json  | /* x;{"a":0};y */;{"a":1}        | {"a":1}
            comments in an object    | e.json  | {;// x;"a":1;# y;}               | {"a":1}
            a comment behind a value | e.json  | {;"a":1 // x;}                   | !2:7
            a text like a comment    | e.json  | {;"a":"// x ```";}               | {"a":"// x ```"}
            a fence                  | e.json  | ```json;{;"a":1;};```;           | {"a":1}
            a fence around lines     | e.jsonl | ~~~;{"a":1};{"a":2};~~~          | {"a":1} {"a":2}
            a fence of two blocks    | e.json  | ```;{"a":1};```;;```;{"a":2};``` | {"a":1} {"a":2}
            record separators        | e.json  | \u001e{"a":1};\u001e{"a":2};   | {"a":1} {"a":2}
            JSON written as a text   | e.json  | "{\\"a\\":1}"                    | !1:0
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,}          | delete the comma before it
            {"a":1 /* x */}   | JSON has no comments: delete it
            {'a':1}           | texts and keys stand in straight double quotes: "
            {a:1}             | texts and keys stand in straight double quotes: "
            {\u201ca\u201d:1} | texts and keys stand in straight double quotes: "
            {"a":x}           | texts and keys stand in straight double quotes: "
            {"a":undefined}   | write null, or leave the key out
            {"a":NaN}         | write null, or leave the key out
            {"a":True}        | write true
            {"a":010}         | write the number without leading zeros, or as a text in double quotes
            {"a":+1}          | write the number without a plus sign
            {"a":"C:\\x"}     | write \\\\ for a backslash
            {"a":1 "b":2}     | a comma or a colon is missing before it
            {"a":1,,"b":2}    | delete the comma, or write a value before it
            {&quot;a&quot;:1} | it was copied from the source of a page: write " for &quot;
            {\u00a0"a":1}     | a blank that JSON does not know stands there: write a plain one
            {\\"a\\":1}       | delete the backslashes before the quotes
            <a/>              | hand over JSON; this looks like XML or HTML
            {"a":1,"a":2}     | delete one of the two
            {"a":1            | the file was cut short, or a bracket is missing: bring it whole
            "{\\"a\\":1}"     | write it without the quotes around it and the backslashes in it
            """)
    void saysWhatToDoAboutWhatIsNoJson(String text, String cure) throws IOException {
        Files.writeString(folder.resolve("e.json"), text.strip());

        Event event = events("e.json").get(0);

        assertThat(((BrokenEvent) event).problem().notes()).last().isEqualTo(new Problem.Note("fix", cure));
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
