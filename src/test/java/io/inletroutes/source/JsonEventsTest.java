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
    void refusesBytesThatAreNoUnicode() throws IOException {
        Files.write(folder.resolve("e.json"), "{\"a\":\"M\u00fcller\"}".getBytes(StandardCharsets.ISO_8859_1));

        UnreadableFileException thrown = catchThrowableOfType(UnreadableFileException.class, () -> events("e.json"));

        assertThat(thrown.problem().firstLine()).isEqualTo("e.json:1: byte 8 is not UTF-8");
    }

    private static String show(Event event) {
        return event instanceof BrokenEvent broken ? "!" + broken.problem().location().line() + ":" + broken.problem().location().column() : event.value().toString();
    }

    private List<Event> events(String name) throws IOException {
        List<Event> events = new ArrayList<>();
        try (EventReader reader = SourceFile.open(folder.resolve(name), ReadOptions.DEFAULT)) {
            reader.forEachRemaining(events::addAll);
        }
        return events;
    }
}
