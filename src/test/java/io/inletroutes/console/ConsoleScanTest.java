package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetterFilter;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody tries who scans the console for holes: every page by every method, as a stranger, from elsewhere, and with bad paths. */
class ConsoleScanTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String VALUE = "<script>alert('Zanzibar')</script>";
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");
    private static final List<String> ACTIONS = List.of("/inlets/pause", "/inlets/resume", "/dead-letters/act", "/dead-letters/one/act", "/mappings/fill/loyalty-signup",
            "/mappings/save/loyalty-signup", "/logout", "/operations");

    @TempDir
    static Path folder;

    private static ConsoleHome home;
    private static List<String> pages;

    /** An answer, as it came. */
    private record Answer(int status, String head, String body) {
    }

    @BeforeAll
    static void start() throws Exception {
        home = ConsoleHome.start(folder, "console.password = " + PASSWORD + "\nconsole.token = 0123456789abcdef0123\nconsole.names = console.example.org\njms.password = Marked-Secret\n");
        home.drop("loyalty-signup", "scan.csv", "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n"
                + "S-1,2024-05-29T09:12:44+02:00," + VALUE + ",,a@example.org,1984,S,Utrecht,yes\nS-2,2024-05-29T09:12:44+02:00," + VALUE + ",Last,b@example.org,1984,S,Utrecht,yes\n");
        await().until(() -> !home.routes.files().finished(Long.MAX_VALUE, 1).isEmpty());
        DeadLetter letter = home.routes.ledger().deadLetters().list(DeadLetterFilter.OPEN, null, 1).get(0);
        pages = List.of("/", "/fragments/overview", "/files", "/fragments/files", "/files/download?route=loyalty-signup-from-csv&kind=rejected&name=scan.csv", "/dead-letters",
                "/dead-letters/" + letter.id(), "/find", "/find?file=scan.csv&row=3", "/find?field=first_name&value=" + Fields.encode(VALUE), "/mappings", "/mappings/loyalty-signup", "/routes", "/settings",
                "/observe/metrics", "/status");
    }

    @AfterAll
    static void stop() throws IOException {
        home.close();
    }

    @Test
    void tellsStrangersNothing() throws Exception {
        for (String page : pages) {
            for (String method : METHODS) {
                Answer answer = ask(method, page, "");
                assertThat(answer.status()).as(method + " " + page).isIn(401, 405);
                assertThat(answer.body()).as(method + " " + page).doesNotContain("loyalty", "scan.csv", "Zanzibar");
            }
            assertThat(ask("GET", page, "Accept: text/html\r\n").head()).as(page).contains("303").contains("Location: /login");
        }
        for (String action : ACTIONS) {
            assertThat(ask("POST", action, "").status()).as(action).isEqualTo(401);
        }
        assertThat(ask("GET", "/observe/health", "").status()).isEqualTo(200);
    }

    @Test
    void showsEveryPageToThoseItKnowsWithItsSafetyHeadersAndValuesAsText() throws Exception {
        for (String page : pages) {
            Answer answer = ask("GET", page, known());
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertThat(answer.head()).as(page).contains("default-src 'none'", "frame-ancestors 'none'", "nosniff", "no-store", "X-frame-options: DENY", "same-origin");
            assertThat(answer.head().contains("text/html") ? answer.body() : "").as(page).doesNotContain("<script>alert", "Marked-Secret", PASSWORD, " onclick=", " style=", "javascript:");
        }
        assertThat(ask("GET", "/", "Authorization: Bearer 0123456789abcdef0123\r\n").status()).isEqualTo(200);
    }

    @Test
    void takesNoMethodButGetHeadAndPost() throws Exception {
        for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
            for (String page : pages) {
                assertThat(ask(method, page, known()).status()).as(method + " " + page).isEqualTo(405);
            }
        }
        for (String page : pages) {
            assertThat(ask("POST", page, known()).status()).as(page).isEqualTo(403);
        }
        for (String action : ACTIONS) {
            assertThat(ask("GET", action, known()).status()).as(action).isIn(404, 409);
        }
    }

    @Test
    void changesNothingForAFormFromElsewhere() throws Exception {
        String session = login();
        String csrf = csrf(ask("GET", "/", session).body());
        String form = "inlet=sample&csrf=" + csrf;

        assertThat(post("/inlets/pause", session, "inlet=sample").status()).isEqualTo(403);
        assertThat(post("/inlets/pause", session, "inlet=sample&csrf=" + "0".repeat(48)).status()).isEqualTo(403);
        assertThat(post("/inlets/pause", session + "Origin: https://evil.example\r\n", form).status()).isEqualTo(403);
        assertThat(post("/inlets/pause", session + "Origin: null\r\n", form).status()).isEqualTo(403);
        assertThat(post("/inlets/pause", session + "Sec-Fetch-Site: cross-site\r\n", form).status()).isEqualTo(403);
        assertThat(post("/inlets/pause", "Cookie: inlet-routes-" + home.url().getPort() + "=" + "0".repeat(48) + "\r\n", form).status()).isEqualTo(401);
        assertThat(home.routes.inlets().states()).noneMatch(state -> state.isWaiting());

        assertThat(post("/inlets/pause", session, form).status()).isEqualTo(303);
        assertThat(home.routes.inlets().states()).anyMatch(state -> state.isWaiting());
        assertThat(post("/inlets/resume", session, form).status()).isEqualTo(303);
    }

    @Test
    void endsASessionWhenItIsAskedTo() throws Exception {
        String session = login();
        String csrf = csrf(ask("GET", "/", session).body());

        assertThat(post("/logout", session, "csrf=" + csrf).head()).contains("Max-Age=0");
        assertThat(ask("GET", "/", session).status()).isEqualTo(401);
    }

    @Test
    void savesNoMappingWhileThatIsOffAndTriesNoExpressionOfStrangers() throws Exception {
        String session = login();
        String csrf = csrf(ask("GET", "/mappings/loyalty-signup", session).body());

        Answer saved = post("/mappings/save/loyalty-signup", session, "csrf=" + csrf + "&mapping=%7B%7D&event=%7B%7D&base=x");
        Answer tried = post("/mappings/fill/loyalty-signup", session, "csrf=" + csrf + "&part=yes&event=%7B%7D&mapping=" + Fields.encode("{\"a\": \"${env:PATH}\"}"));
        Answer escaped = post("/mappings/fill/..%2F..%2Froutes", session, "csrf=" + csrf + "&part=yes&event=%7B%7D&mapping=%7B%7D");

        assertThat(saved.body()).contains("saving is switched off here");
        assertThat(tried.body()).contains("is not in the saved mapping").doesNotContain(System.getenv("PATH"));
        assertThat(escaped.status()).isEqualTo(404);
    }

    @Test
    void givesNoFileBesideThoseItOffers() throws Exception {
        String download = "/files/download?route=loyalty-signup-from-csv&kind=";
        for (String path : List.of("/../application.properties", "/assets/../../application.properties", "/%2e%2e/application.properties", "/assets/%2e%2e%2f%2e%2e%2fapplication.properties",
                "/assets/console.css%00.html", "/..%5capplication.properties", "//application.properties", "/.git/config", "/data/instance.txt", "/files/application.properties",
                download + "rejected&name=..%2F..%2F..%2Fapplication.properties", download + "rejected&name=%2Fetc%2Fpasswd", download + "done&name=scan.csv", download + "done&name=..%2F..%2Fx.receipt.txt",
                download + "..&name=scan.csv", download + "rejected&name=", "/files/download?route=no&kind=rejected&name=scan.csv", "/mappings/..", "/dead-letters/..%2f..")) {
            assertThat(ask("GET", path, known()).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void answersToItsOwnNamesAlone() throws Exception {
        assertThat(asHost("evil.example").status()).isEqualTo(421);
        assertThat(asHost("localhost.evil.example").status()).isEqualTo(421);
        assertThat(asHost("console.example.org:8443").status()).isEqualTo(200);
        assertThat(asHost("localhost").status()).isEqualTo(200);
    }

    @Test
    void givesACookieThatNoScriptAndNoOtherSiteCanUse() throws Exception {
        String csrf = csrf(ask("GET", "/login", "").body());

        Answer answer = post("/login", "", "csrf=" + csrf + "&user=operator&password=" + Fields.encode(PASSWORD));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.head()).contains("HttpOnly; SameSite=Strict");
        assertThat(answer.head()).as("another instance on this host has another").containsIgnoringCase("Set-Cookie: inlet-routes-" + home.url().getPort() + "=");
    }

    private static String known() {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    private static String login() throws IOException {
        String csrf = csrf(ask("GET", "/login", "").body());
        Matcher cookie = Pattern.compile("(inlet-routes-\\d+=[0-9a-f]+)").matcher(post("/login", "", "csrf=" + csrf + "&user=operator&password=" + Fields.encode(PASSWORD)).head());
        assertThat(cookie.find()).isTrue();
        return "Cookie: " + cookie.group(1) + "\r\n";
    }

    private static String csrf(String page) {
        Matcher found = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Answer post(String path, String headers, String form) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n" + headers + "\r\n" + form);
    }

    private static Answer ask(String method, String path, String headers) throws IOException {
        return send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n" + headers + "\r\n");
    }

    private static Answer asHost(String host) throws IOException {
        return send("GET /settings HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + known() + "\r\n");
    }

    /** By hand: a client would tidy bad paths up. */
    private static Answer send(String request) throws IOException {
        URI url = home.url();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end));
        }
    }
}
