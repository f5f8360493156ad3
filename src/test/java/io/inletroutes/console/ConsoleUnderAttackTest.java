package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.ledger.DeadLetterFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody tries who wants more of the console than to look: to keep it busy, to have a browser ask for him, to put words into its mouth. */
class ConsoleUnderAttackTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String FILE = "<img src=x onerror=alert(1)> \"quoted\".csv";

    @TempDir
    static Path folder;

    private static ConsoleHome home;

    @BeforeAll
    static void start() throws Exception {
        home = ConsoleHome.start(folder, "console.password = " + PASSWORD + "\n");
        home.drop("loyalty-signup", FILE, "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\nA-1,2024-05-29T09:12:44+02:00,A,,a@example.org,1984,S,Utrecht,yes\n");
        await().until(() -> home.routes.ledger().deadLetters().count(DeadLetterFilter.OPEN) == 1);
        await().until(() -> !home.routes.files().finished(Long.MAX_VALUE, 1).isEmpty());
    }

    @AfterAll
    static void stop() throws IOException {
        home.close();
    }

    @Test
    void answersWhileOthersSendTheirRequestsSlowly() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 24; i++) {
                Socket socket = new Socket(home.url().getHost(), home.url().getPort());
                slow.add(socket);
                String begun = i % 2 == 0 ? "GET / HTTP/1.1\r\nHost: loc" : "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\ncsrf=";
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(ask("GET", "/observe/health/live", "")).startsWith("HTTP/1.1 200");
            assertThat(ask("GET", "/dead-letters", known())).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void readsLittleOfWhatStrangersSend() throws Exception {
        assertThat(post("/login", "", "x".repeat(9_000))).startsWith("HTTP/1.1 413");
        assertThat(send("POST /operations HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 900000000\r\n\r\n{")).startsWith("HTTP/1.1 401");
        assertThat(send("POST /dead-letters/act HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 900000000\r\n\r\nid=")).startsWith("HTTP/1.1 401");
        assertThat(post("/dead-letters/act", known(), "x".repeat((4 << 20) + 1))).startsWith("HTTP/1.1 413");
    }

    @Test
    void takesNoEndlessHeader() throws Exception {
        assertThat(isCutOff("GET /")).isTrue();
        assertThat(isCutOff("GET / HTTP/1.1\r\nHost: localhost\r\nX: ")).isTrue();
        assertThat(ask("GET", "/observe/health/live", "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void worksForNoPageElsewhere() throws Exception {
        String picture = known() + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n";
        String frame = known() + "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n";
        String link = known() + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";

        assertThat(ask("GET", "/find?field=email&value=a@example.org", picture)).startsWith("HTTP/1.1 403");
        assertThat(ask("GET", "/", frame)).startsWith("HTTP/1.1 403");
        assertThat(ask("GET", "/dead-letters", link)).startsWith("HTTP/1.1 200");
    }

    @Test
    void takesTheTokenOfTheLoginPageForNothingElse() throws Exception {
        Matcher token = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"").matcher(ask("GET", "/login", ""));
        assertThat(token.find()).isTrue();

        assertThat(post("/inlets/pause", known(), "inlet=sample&csrf=" + token.group(1))).startsWith("HTTP/1.1 403");
        assertThat(home.routes.inlets().states()).noneMatch(state -> state.isWaiting());
    }

    @Test
    void saysNothingThatAnAddressPutsIntoItsMouth() throws Exception {
        for (String name : List.of("done", "said")) {
            assertThat(ask("GET", "/dead-letters?" + name + "=Call%20the%20help%20desk", known())).startsWith("HTTP/1.1 200").doesNotContain("Call the help desk");
        }
    }

    @Test
    void showsTheNamesOfFilesAsText() throws Exception {
        String id = home.routes.ledger().deadLetters().list(DeadLetterFilter.OPEN, null, 1).get(0).id();
        for (String page : List.of("/", "/files", "/dead-letters", "/dead-letters/" + id, "/dead-letters?source=" + Fields.encode(FILE), "/find?file=" + Fields.encode(FILE) + "&row=2")) {
            assertThat(ask("GET", page, known())).as(page).startsWith("HTTP/1.1 200").doesNotContain("<img", "value=\"<").contains("<h1>");
        }
        String rejected = ask("GET", "/files/download?route=loyalty-signup-from-csv&kind=rejected&name=" + Fields.encode(FILE), known());
        assertThat(rejected).startsWith("HTTP/1.1 200").contains("attachment; filename*=UTF-8''%3Cimg%20src", "application/octet-stream", "A-1,");
    }

    private static String known() {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    private static String post(String path, String headers, String form) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + form.length() + "\r\n" + headers + "\r\n" + form);
    }

    private static String ask(String method, String path, String headers) throws IOException {
        return send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
    }

    /** The whole answer, or as much of it as came before the connection was cut. */
    private static String send(String request) throws IOException {
        URI url = home.url();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            StringBuilder answer = new StringBuilder();
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            } catch (SocketException e) {
                answer.append(""); // it answers before it has read all
            }
            byte[] piece = new byte[8192];
            try {
                for (int read = socket.getInputStream().read(piece); read >= 0; read = socket.getInputStream().read(piece)) {
                    answer.append(new String(piece, 0, read, StandardCharsets.UTF_8));
                }
            } catch (SocketException e) {
                return answer.toString();
            }
            return answer.toString();
        }
    }

    private static boolean isCutOff(String begin) throws IOException {
        byte[] more = "a".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(home.url().getHost(), home.url().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(begin.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1_000; i++) { // 64 MB
                out.write(more);
            }
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
