package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the README's tables on mappings gives what stands there. */
class MappingReferenceTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String UUID = "\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"";
    private static final List<String> PREVIEWS = List.of("\"string\"", "10", "10.5", "true", "\"2018-05-29T00:00:00.000Z\"", "");

    @TempDir
    Path folder;

    static Stream<Arguments> leaves() throws IOException {
        List<Arguments> leaves = new ArrayList<>();
        for (List<String> row : rows("leaf in mapping.json")) {
            leaves.add(Arguments.of(row.get(0), row.get(1)));
        }
        for (String table : List.of("function", "Adobe Data Prep")) {
            for (List<String> row : rows(table)) {
                leaves.add(Arguments.of(row.get(1), row.get(2)));
            }
        }
        return leaves.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leaves")
    void givesWhatTheReadmeSays(String leaf, String gives) throws IOException {
        String shown = leaf.contains("the preview shows") ? code(leaf.substring(leaf.indexOf(','))) : "";

        String value = fill(shown, code(leaf), event());

        switch (gives) {
            case "a UUID" -> assertThat(value).matches(UUID);
            case "a date-time" -> assertThat(value).isEqualTo("\"2024-05-29T10:00:00Z\"");
            case "(left out)" -> assertThat(value).isEmpty();
            default -> assertThat(value).isEqualTo(compact(code(gives)));
        }
    }

    static Stream<Arguments> types() throws IOException {
        return rows("event holds").stream().flatMap(row -> Stream.iterate(0, i -> i + 1).limit(PREVIEWS.size())
                .map(i -> Arguments.of(code(row.get(0)), PREVIEWS.get(i), row.get(i + 1))));
    }

    @ParameterizedTest(name = "{0} where the preview shows {1}: {2}")
    @MethodSource("types")
    void convertsAsTheReadmeSays(String holds, String shown, String gives) {
        String value = fill(shown, "\"$.v\"", "{\"v\": " + holds + "}");

        assertThat(value).isEqualTo(gives.equals("refused") ? gives : compact(code(gives)));
    }

    @Test
    void hasARowForEveryFunction() throws IOException {
        String functions = rows("function").stream().map(row -> row.get(0)).reduce("", String::concat);

        assertThat(Functions.names()).allMatch(name -> functions.contains("`" + name + "`") || functions.contains("`" + name + "("));
    }

    /** What comes out, as it is written; empty when the key was left out, "refused" for an error of the event. */
    private String fill(String shown, String leaf, String event) {
        Home home = new Home(folder).entity(shown.isEmpty() ? "{}" : "{\"v\":" + shown + "}", "{\"v\":" + leaf + ",\"k\":\"$.k?\"}")
                .write("lookups.json", "{\"countries\":{\"CH\":\"Switzerland\"}}").setting("inlet.sandbox-name", "dev");
        LoadedMapping loaded = home.load();
        assertThat(loaded.problems()).noneMatch(Problem::isError);
        DefaultExchange exchange = new DefaultExchange(Home.CONTEXT);
        exchange.getMessage().setHeader("colour", "blue");
        try {
            String payload = loaded.mapping().orElseThrow().filler(exchange).fill(Events.json(JsonReader.read("event", event).part().orElseThrow().toNode())).json();
            Matcher value = Pattern.compile("\"xdmEntity\":\\{(?:\"v\":(.*))?}}}$").matcher(payload);
            assertThat(value.find()).as(payload).isTrue();
            return value.group(1) == null ? "" : value.group(1);
        } catch (EventUnfillableException e) {
            return "refused";
        }
    }

    private static String compact(String json) {
        return json.startsWith("[") || json.startsWith("{") ? Events.tree(json).toString() : json;
    }

    private static String event() throws IOException {
        Matcher event = Pattern.compile("the event here is\\s+`([^`]+)`").matcher(readme());
        assertThat(event.find()).isTrue();
        return event.group(1);
    }

    private static String code(String cell) {
        Matcher code = CODE.matcher(cell);
        assertThat(code.find()).as(cell).isTrue();
        return code.group(1);
    }

    /** The rows of the table whose first heading is {@code heading}. */
    private static List<List<String>> rows(String heading) throws IOException {
        Matcher table = Pattern.compile("(?m)^\\| " + Pattern.quote(heading) + " \\|.*\n\\| ---.*\n((?:\\|.*\n)+)").matcher(readme());
        assertThat(table.find()).as(heading).isTrue();
        return table.group(1).lines().map(line -> Arrays.asList(line.substring(2, line.length() - 2).split(" \\| "))).toList();
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
