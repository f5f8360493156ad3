package io.inletroutes.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inletroutes.JsonEvent;
import io.inletroutes.Location;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import io.inletroutes.ledger.Ledger;
import io.inletroutes.ledger.LedgerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long pages of the console take where there are a million dead letters: made first, by the product's own ledger, then looked at in the distribution. */
public final class MillionLetters {

    private static final int TOGETHER = 1_000;
    private static final int TIMES = 20;
    private static final Pattern NEXT = Pattern.compile("href=\"(/dead-letters\\?[^\"]*after=[^\"]*)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String console;

    private MillionLetters(String console) {
        this.console = console.replaceFirst("/$", "");
    }

    /** Settings are system properties, see {@link Plan}: {@code bench.rows} (1000000) letters. */
    public static void main(String[] args) throws Exception {
        Plan plan = Plan.ofProperties(20, "csv", "product");
        String rows = System.getProperty("bench.rows", "");
        int count = rows.isBlank() ? 1_000_000 : plan.rows();
        Path home = Files.createDirectories(Plan.folder()).resolve("letters-home");
        Path made = home.resolve("made");
        if (!Files.exists(made) || !Files.readString(made).equals(Integer.toString(count))) { // it takes minutes: what is there is used again
            make(plan, home, count);
            Files.writeString(made, Integer.toString(count));
        }
        Path log = Plan.folder().resolve("product.log");
        long begun = System.nanoTime();
        Process process = Processes.start(List.of(Plan.distribution().resolve("bin/inlet-routes").toString(), "run", "--home=" + home), log, home);
        try {
            Processes.await(List.of(process), () -> Files.readString(log).contains("SIGTERM"));
            System.out.printf(Locale.ROOT, "started in %.1f s%n", (System.nanoTime() - begun) / 1e9);
            new MillionLetters(Files.readString(log).replaceAll("(?s).*console  (\\S+).*", "$1")).look();
        } finally {
            Processes.stop(process);
        }
        System.exit(0);
    }

    private static void make(Plan plan, Path home, int count) throws IOException {
        Processes.remove(home);
        BenchHome.make(home, "http://127.0.0.1:1/collection/bench", true, false);
        long begun = System.nanoTime();
        keep(home.resolve("data"), count);
        System.out.printf(Locale.ROOT, "%,d dead letters kept in %.0f s%n", count, (System.nanoTime() - begun) / 1e9);
    }

    private static void keep(Path data, int count) throws IOException {
        try (Ledger ledger = Ledger.open(LedgerSettings.in(Files.createDirectories(data)), Clock.systemUTC())) {
            List<Refusal> some = new ArrayList<>();
            for (int letter = 0; letter < count; letter++) {
                Origin origin = new Origin(Origin.Kind.FILE, "day-" + letter / 50_000 + ".csv", letter % 50_000 + 2, null, 0, Instant.EPOCH);
                JsonEvent event = new JsonEvent(origin, JsonNodeFactory.instance.objectNode().put("id", BenchData.id(letter)).put("email", "c" + letter + "@example.org"), null);
                some.add(Refusal.unfillable(event, Problem.error(new Location("mappings/signup/mapping.json", 1 + letter % 9, 0), "variable $.field" + letter % 25 + " has no value").event(origin.place())));
                if (some.size() == TOGETHER || letter + 1 == count) {
                    ledger.deadLetters().keep(letter / TOGETHER % 3 == 0 ? "orders-from-file" : "signup-from-file", null, some, refusal -> Map.of());
                    some.clear();
                }
            }
        }
    }

    private void look() throws IOException, InterruptedException {
        time("overview", "/");
        String first = time("first page", "/dead-letters");
        String page = first;
        for (int next = 0; next < 10; next++) {
            page = get(next(page));
        }
        time("twelfth page", next(page));
        time("of a route", "/dead-letters?route=orders-from-file");
        time("of the last hour", "/dead-letters?since=1h");
        time("by reason", "/dead-letters?reason=field7");
        time("by a reason that none has", "/dead-letters?reason=nowhere");
        time("by file", "/dead-letters?source=day-3.csv");
        Matcher letter = Pattern.compile("href=\"(/dead-letters/[^\"?]+)\"").matcher(first);
        if (letter.find()) {
            time("one letter", letter.group(1));
        }
        time("status", "/status");
        time("metrics", "/observe/metrics");
    }

    private static String next(String page) {
        Matcher next = NEXT.matcher(page);
        String found = null;
        while (next.find()) {
            found = next.group(1).replace("&amp;", "&");
        }
        if (found == null) {
            throw new IllegalStateException("there is no next page");
        }
        return found;
    }

    private String time(String what, String path) throws IOException, InterruptedException {
        double[] taken = new double[TIMES];
        String page = "";
        double first = 0;
        for (int i = 0; i < TIMES; i++) {
            long begun = System.nanoTime();
            page = get(path);
            taken[i] = (System.nanoTime() - begun) / 1e6;
            first = i == 0 ? taken[0] : first;
        }
        Arrays.sort(taken);
        System.out.printf(Locale.ROOT, "%-26s first %6.1f ms, median %6.1f ms, longest %6.1f ms, %,d bytes%n", what, first, taken[TIMES / 2], taken[TIMES - 1], page.length());
        return page;
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(console + path)).header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + answer.statusCode());
        }
        return answer.body();
    }
}
