package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real run counts, and whether table, dashboard and alert rules name the same. */
class MetricsTest {

    private static final Path MONITORING = Path.of("src/main/dist/monitoring");
    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";

    @TempDir
    private Path folder;

    @Test
    void theTableNamesEveryMetricOfARunWithItsTypeAndLabels() throws Exception {
        String table = Files.readString(Path.of("src/site/markdown/metrics.md"));
        SortedMap<String, String> written = new TreeMap<>();
        Matcher row = Pattern.compile("(?m)^\\| `(inlet_routes_\\w+)` \\| (\\w+) \\| ([^|]*?) ?\\| .+ \\|$").matcher(table);
        while (row.find()) {
            written.put(row.group(1), row.group(2) + " " + row.group(3).replace("`", "").replace(", ", ","));
        }

        SortedMap<String, String> counted = families(afterOneFile());

        assertThat(counted).isEqualTo(written);
    }

    @Test
    void readIsAcceptedAndDeadAndSkipped() throws Exception {
        String metrics = afterOneFile();

        assertThat(metrics).contains("inlet_routes_events_read_total{route=\"loyalty-signup-from-csv\"} 3.0",
                "inlet_routes_events_settled_total{outcome=\"accepted\",route=\"loyalty-signup-from-csv\"} 1.0",
                "inlet_routes_events_settled_total{outcome=\"skipped\",route=\"loyalty-signup-from-csv\"} 1.0",
                "inlet_routes_events_settled_total{outcome=\"dead\",route=\"loyalty-signup-from-csv\"} 1.0",
                "inlet_routes_dead_letters_total{reason=\"unfillable\",route=\"loyalty-signup-from-csv\"} 1.0",
                "inlet_routes_dead_letters_open{route=\"loyalty-signup-from-csv\"} 1.0",
                "inlet_routes_files_total{folder=\"done\",route=\"loyalty-signup-from-csv\"} 2.0",
                "inlet_routes_request_duration_seconds_count{inlet=\"sample\"} 1", "inlet_routes_batch_messages_sum{inlet=\"sample\"} 1.0");
    }

    @Test
    void dashboardAndAlertRulesNameNothingThatDoesNotExist() throws Exception {
        Set<String> exist = new TreeSet<>();
        families(afterOneFile()).forEach((name, about) -> {
            exist.add(name);
            if (about.startsWith("histogram")) {
                exist.addAll(Set.of(name + "_bucket", name + "_sum", name + "_count"));
            }
        });

        Set<String> named = new TreeSet<>();
        JsonNode dashboard = new ObjectMapper().readTree(MONITORING.resolve("grafana-dashboard.json").toFile());
        for (String text : new String[] {dashboard.toString(), Files.readString(MONITORING.resolve("prometheus-rules.yml"))}) {
            named.addAll(Pattern.compile("\\binlet_routes_\\w+").matcher(text).results().map(match -> match.group()).collect(Collectors.toSet()));
        }

        assertThat(exist).containsAll(named);
        assertThat(dashboard.at("/panels").size()).isGreaterThan(10);
    }

    @Test
    void prometheusTakesTheAlertRulesAndTheyFireAsTheirTestsSay() throws Exception {
        assertThat(promtool("check", "rules", "prometheus-rules.yml")).contains("SUCCESS");
        assertThat(promtool("test", "rules", "prometheus-rules.test.yml")).contains("SUCCESS");
    }

    @Test
    void prometheusFindsNothingToSayAboutTheNames() throws Exception {
        Path metrics = Files.writeString(folder.resolve("metrics.txt"), afterOneFile().lines().filter(line -> line.matches("(# \\w+ )?inlet_routes_.*"))
                .collect(Collectors.joining("\n", "", "\n")));

        assertThat(promtool("check", "metrics", metrics.toAbsolutePath().toString())).isEmpty();
    }

    /** One row is accepted, another cannot be filled, and the second file brings the first again. */
    private String afterOneFile() throws Exception {
        String good = "LS-1,2024-05-29T09:12:44+02:00,Ann,Lee,ann@example.org,1984,S,Utrecht,yes\n";
        try (ConsoleHome home = ConsoleHome.start(Files.createTempDirectory(folder, "home"), "")) {
            Observation observation = Observation.of(home.routes, Clock.systemUTC());
            home.drop("loyalty-signup", "a.csv", sample(good));
            await().atMost(Duration.ofSeconds(30)).until(() -> scrape(observation).contains("inlet_routes_files_total{folder=\"done\",route=\"loyalty-signup-from-csv\"} 1.0"));
            home.drop("loyalty-signup", "b.csv", sample(good).lines().limit(2).collect(Collectors.joining("\n", "", "\n")));
            await().atMost(Duration.ofSeconds(30)).until(() -> scrape(observation).contains("inlet_routes_files_total{folder=\"done\",route=\"loyalty-signup-from-csv\"} 2.0"));
            return scrape(observation);
        }
    }

    private static String sample(String good) {
        return HEADING + good + good.replace("LS-1", "LS-2").replace("ann@example.org", "");
    }

    private static String scrape(Observation observation) {
        return new String(observation.pages().get("/observe/metrics").get().body());
    }

    /** Name, and type with labels, as a scrape says them. */
    private static SortedMap<String, String> families(String scraped) {
        SortedMap<String, String> families = new TreeMap<>();
        Matcher type = Pattern.compile("(?m)^# TYPE (inlet_routes_\\w+) (\\w+)$").matcher(scraped);
        while (type.find()) {
            Matcher sample = Pattern.compile("(?m)^" + type.group(1) + "(_bucket)?(?:\\{(.*)\\})? ").matcher(scraped);
            assertThat(sample.find()).as(type.group(1)).isTrue();
            String labels = sample.group(2) == null ? "" : Pattern.compile("(\\w+)=\"").matcher(sample.group(2)).results().map(match -> match.group(1))
                    .filter(label -> !label.equals("le")).sorted((a, b) -> order(a) - order(b)).collect(Collectors.joining(","));
            families.put(type.group(1), type.group(2) + " " + labels);
        }
        return families;
    }

    private static int order(String label) {
        return label.equals("route") || label.equals("inlet") ? 0 : 1;
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        Path tool = Path.of("/usr/bin/promtool");
        Assumptions.assumeTrue(Files.isExecutable(tool), "promtool is not installed (Debian: apt-get install prometheus)");
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(tool.toString()));
        command.addAll(java.util.List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(MONITORING.toFile()).redirectErrorStream(true);
        if (arguments[1].equals("metrics")) {
            command.remove(command.size() - 1);
            builder.redirectInput(Path.of(arguments[2]).toFile());
        }
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }
}
