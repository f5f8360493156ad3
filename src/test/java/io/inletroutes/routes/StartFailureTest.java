package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a start can find. */
class StartFailureTest {

    @TempDir
    Path home;

    @BeforeEach
    void makeAHome() throws IOException {
        Files.createDirectories(home.resolve("routes"));
    }

    @Test
    void namesTheRouteAndWhatCamelSays() throws IOException {
        Files.writeString(home.resolve("routes/x.camel.yaml"), """
                - route:
                    id: x
                    description: Ticks.
                    from:
                      uri: timer:x?period=9s
                      steps:
                        - setBody:
                            simple: "${nonsense}"
                """);

        assertThat(problem()).startsWith("routes/x.camel.yaml:2: the routes do not start: ").contains("nonsense").contains("\n  fix      compare the route with a shipped one");
    }

    @Test
    void namesTheFolderThatCannotBeMade() throws IOException {
        Files.writeString(home.resolve("data"), "a file where a folder should be");

        assertThat(problem()).startsWith("data: it cannot be made or read (").contains("fix      look at the folder and the room on its disk");
    }

    private String problem() {
        try (RunningRoutes routes = new RunningRoutes(new Home(home), Clock.systemUTC())) {
            return catchThrowableOfType(ProblemsException.class, routes::start).problems().get(0).toString();
        }
    }
}
