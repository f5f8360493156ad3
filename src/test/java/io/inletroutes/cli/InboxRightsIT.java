package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inletroutes.routes.SampleHome;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product as a user that may read a watched folder and not write it; root may do all, so it runs as nobody where the tests run as root. */
class InboxRightsIT {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final String ROWS = """
            signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter
            LS-1,2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes
            """;

    @TempDir
    Path home;

    @Test
    void deliversNothingThatItCouldNotPutAwayAndSaysOnceWhatToDo() throws Exception {
        assumeTrue(!ROOT || ended("setpriv", "--reuid=nobody", "--clear-groups", "test", "-r", launcher()) == 0, "the tests run as root, and nobody else may read the distribution");
        SampleHome.in(home);
        try (Stream<Path> routes = Files.list(home.resolve("routes"))) {
            for (Path other : routes.filter(route -> !route.getFileName().toString().matches("(loyalty-signup-from-csv|redelivery)\\.camel\\.yaml")).toList()) {
                Files.delete(other);
            }
        }
        try (Simulator inlet = Simulator.start(SimulatorOptions.any())) {
            Files.writeString(home.resolve("application.properties"), "inlet.sample.url = " + inlet.url("sample") + "\ninbox.quiet = 0s\n");
            Path inbox = Files.createDirectories(home.resolve("inbox/loyalty-signup"));
            Files.writeString(inbox.resolve("a.csv"), ROWS);
            if (ROOT) {
                assertThat(ended("chown", "-R", "nobody", home.toString())).isZero();
            }
            Files.setPosixFilePermissions(inbox, PosixFilePermissions.fromString("r-xr-xr-x"));

            try (Instance instance = start()) {
                instance.awaitText("may not be written and no file could be put away");
                assertThat(instance.err()).contains("(AccessDeniedException). Give the user ", " the right to write there (chown, chmod u+w); then it goes on by itself");
                await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(8)).until(() -> inlet.counts().accepted() == 0);
                assertThat(instance.err().split("may not be written", -1)).hasSize(2);

                Files.setPosixFilePermissions(inbox, PosixFilePermissions.fromString("rwxr-xr-x"));
                await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(inbox.resolve("done/a.csv")));
                assertThat(inlet.counts().accepted()).isEqualTo(1);
            }
        }
    }

    private Instance start() throws IOException {
        List<String> command = new ArrayList<>(ROOT ? List.of("--reuid=nobody", "--clear-groups", launcher()) : List.of());
        command.addAll(List.of("run", "--home", home.toString()));
        return Instance.start(Path.of(ROOT ? "setpriv" : launcher()), home, Map.of(), command.toArray(String[]::new));
    }

    private static String launcher() {
        return Path.of(System.getProperty("inlet-routes.distribution", "target/inlet-routes")).toAbsolutePath().resolve("bin/inlet-routes").toString();
    }

    private static int ended(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
