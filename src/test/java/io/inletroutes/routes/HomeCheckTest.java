package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake in a home that is good otherwise, and the whole text of what {@code check} says of it. */
class HomeCheckTest {

    @TempDir
    Path folder;

    static Stream<Arguments> mistakes() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(HomeCheckTest.class.getResource("home-mistakes.json"));
        return StreamSupport.stream(cases.spliterator(), false).map(one -> Arguments.of(one.get("name").asText(), one));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void tellsPlaceCauseAndCure(String name, JsonNode mistake) throws IOException {
        SampleHome home = SampleHome.in(folder);
        Path file = folder.resolve(mistake.get("file").asText());
        if (mistake.has("text")) {
            Files.writeString(file, mistake.get("text").asText());
        } else {
            home.edit(mistake.get("file").asText(), mistake.get("replace").asText(), mistake.get("by").asText());
        }

        List<String> problems = new ArrayList<>();
        try (RunningRoutes routes = new RunningRoutes(new Home(folder), Clock.systemUTC())) {
            routes.check().stream().map(Problem::toString).forEach(problems::add);
        }

        List<String> expected = new ArrayList<>();
        mistake.path("problems").forEach(problem -> expected.add(problem.asText()));
        assertThat(problems).isEqualTo(expected);
    }

    /** As a cluster mounts a home: Files.walk looked at the link alone. */
    @Test
    void readsMappingsBehindALink() throws IOException {
        SampleHome home = SampleHome.in(folder);
        home.settings("market = B\n");
        home.edit("mappings/loyalty-signup/mapping.json", "\"$.store?\"", "\"${$.store} {{market}}\"");
        Files.move(folder.resolve("mappings"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("mappings"), Path.of("elsewhere"));

        try (RunningRoutes routes = new RunningRoutes(new Home(folder), Clock.systemUTC())) {
            assertThat(routes.check()).extracting(Problem::toString).noneMatch(problem -> problem.contains("nothing uses"));
        }
    }
}
