package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.routes.SampleHome;
import io.inletroutes.simulator.Fault;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import io.inletroutes.traces.Collector;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of events and secrets are marked; whatever a running instance shows of itself is searched for the marks. */
class NothingLeaksIT {

    private static final String VALUE = "Zq7Value";
    private static final String SECRET = "Zq7Secret";
    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";
    private static final String GOOD = "Zq7Value-1,2024-05-29T09:12:44+02:00,Zq7ValueAnn,Zq7ValueLee,Zq7Value@example.org,1984,S,Zq7ValueStore,yes\n";

    @TempDir
    Path home;

    @Test
    void noEventValueAndNoSecretIsShownByAFullRun() throws Exception {
        try (Simulator inlet = Simulator.start(SimulatorOptions.any().demanding(new SimulatorOptions.Credentials("client", SECRET, Duration.ofHours(1)))); Collector collector = Collector.start()) {
            settings(inlet, "json", SECRET);
            Files.writeString(home.resolve("application.properties"), "traces.otlp-url = " + collector.url() + "\ntraces.headers.x-key = Zq7SecretCollector\nlog.level = debug\n", StandardOpenOption.APPEND);
            try (Instance instance = start()) {
                drop("loyalty-signup", "good.csv", HEADING + GOOD);
                drop("loyalty-signup", "unfillable.csv", HEADING + GOOD.replace("-1,", "-2,").replace(",yes", ",Zq7ValueMaybe") + GOOD.replace("-1,", "-3,").replace(",S,", ",Zq7ValueTier,")
                        + GOOD.replace("-1,", "-4,").replace("Zq7Value@example.org", "") + GOOD.replace("-1,", "-5,").replace("1984", "Zq7ValueYear") + "Zq7ValueShort\n");
                drop("order-placed", "broken.json", "[{\"customer\": {\"email\": Zq7Value}}, {\"customer\": \"Zq7Value\"}]");
                Files.write(home.resolve("inbox/loyalty-signup/latin.csv"), (HEADING + GOOD.replace("Ann", "\u00e4")).getBytes(StandardCharsets.ISO_8859_1));
                instance.awaitText("unfillable.csv done").awaitText("latin.csv").awaitText("broken.json");
                inlet.fault(Fault.parse("partial 2"));
                StringBuilder rows = new StringBuilder(HEADING);
                for (int row = 10; row < 30; row++) {
                    rows.append(GOOD.replace("-1,", "-" + row + ","));
                }
                drop("loyalty-signup", "refused.csv", rows.toString());
                instance.awaitText("refused.csv done");

                List<JsonNode> lines = new ArrayList<>();
                for (String line : instance.err().lines().filter(line -> line.startsWith("{")).toList()) {
                    lines.add(new ObjectMapper().readTree(line));
                }
                assertThat(lines).anyMatch(line -> line.path("file").asText().equals("refused.csv") && line.path("route").asText().equals("loyalty-signup-from-csv")
                        && !line.path("rows").asText().isEmpty() && line.path("level").asText().equals("WARN"));
                assertThat(lines).anyMatch(line -> line.path("logger").asText().endsWith("RequestLog") && line.path("message").asText().contains("answered 207"));
                assertThat(lines).anyMatch(line -> line.path("trace").asText().length() == 32 && !line.path("batch").asText().isEmpty());
                showsNothing(instance);
                commandsShowNothing();
                await().atMost(Duration.ofSeconds(30)).until(() -> collector.spans("deliver").stream().anyMatch(span -> span.getName().equals("deliver to sample")));
                isClean("a trace", collector.text());
                assertThat(collector.headers()).allSatisfy(headers -> assertThat(headers.get("X-key")).containsExactly("Zq7SecretCollector"));
            }
        }
    }

    /** What operators read of it in the shell; {@code dead-letters --show} alone shows an event, for that is what it is asked for. */
    private void commandsShowNothing() throws Exception {
        for (String[] command : new String[][] {{"status"}, {"status", "--format", "json"}, {"dead-letters"}, {"dead-letters", "--format", "json"}, {"find", "--file", "good.csv", "--row", "2"},
            {"find", "--file", "unfillable.csv", "--row", "2"}, {"check"}}) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of("--home", home.toString()));
            try (Instance asked = Instance.run(home, arguments.toArray(String[]::new))) {
                isClean(String.join(" ", command), asked.out() + asked.err());
            }
        }
    }

    @Test
    void aWrongSecretIsNotShownWhileItHoldsTheInlet() throws Exception {
        try (Simulator inlet = Simulator.start(SimulatorOptions.any().demanding(new SimulatorOptions.Credentials("client", "another", Duration.ofHours(1))))) {
            settings(inlet, "text", SECRET);
            try (Instance instance = start()) {
                drop("loyalty-signup", "waits.csv", HEADING + GOOD);
                instance.awaitText("is held");

                assertThat(get(instance, "/observe/health/ready").body()).contains("inlet.sample.auth");
                showsNothing(instance);
                assertThat(loadedClasses()).contains("io.inletroutes.inlet.Inlet").doesNotContain("io.opentelemetry"); // no traces are asked for
            }
        }
    }

    private void settings(Simulator inlet, String format, String secret) throws Exception {
        SampleHome.in(home).settings("""
                inlet.sample.url = %s
                inlet.sample.auth.client-id = client
                inlet.sample.auth.client-secret = %s
                inlet.sample.auth.token-url = %s
                inlet.sample.proxy.password = Zq7SecretProxy
                ledger.password = Zq7SecretLedger
                jms.password = Zq7SecretBroker
                log.format = %s
                camel.main.jmx-enabled = true
                inbox.quiet = 0s
                """.formatted(inlet.url("sample"), secret, inlet.at("/ims/token/v3"), format));
        for (String other : List.of("newsletter-confirmed-by-http", "booking-cancelled-from-jms")) {
            Files.deleteIfExists(home.resolve("routes").resolve(other + ".camel.yaml"));
        }
    }

    private int jmx;

    private Instance start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            jmx = free.getLocalPort();
        }
        String options = "-Dcom.sun.management.jmxremote.port=" + jmx + " -Dcom.sun.management.jmxremote.host=127.0.0.1 -Djava.rmi.server.hostname=127.0.0.1"
                + " -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false";
        return Instance.start(home, Map.of("JAVA_OPTS", options), "run", "--home", home.toString()).awaitText("Stop it with");
    }

    private void drop(String folder, String file, String text) throws Exception {
        Path inbox = Files.createDirectories(home.resolve("inbox").resolve(folder));
        Files.move(Files.writeString(inbox.resolve(file + ".part"), text), inbox.resolve(file));
    }

    private void showsNothing(Instance instance) throws Exception {
        isClean("standard output", instance.out());
        isClean("the log", instance.err());
        for (String path : List.of("/observe/health", "/observe/health/live", "/observe/health/ready", "/observe/metrics", "/status", "/settings", "/none/Zq7", "/observe")) {
            HttpResponse<String> page = get(instance, path);
            isClean(path + " " + page.statusCode(), page.body() + page.headers().map());
        }
        isClean("an error page", post(instance, "/operations", "{\"do\": \"" + VALUE).body());
        isClean("an error page", post(instance, "/status", VALUE).body());
        errorPagesShowNothing(instance);
        isClean("JMX and threads", managed());
    }

    /** Each way to be turned away, with marked values in all that a request can hold. */
    private static void errorPagesShowNothing(Instance instance) throws Exception {
        int port = url(instance).getPort();
        for (String request : List.of(
                "GET /Zq7Value?q=Zq7Value HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: session=Zq7Secret\r\nAuthorization: Bearer Zq7Secret\r\nConnection: close\r\n\r\n",
                "GET /..%%2fZq7Value HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: Zq7Value.example:%d\r\nConnection: close\r\n\r\n",
                "BREW /Zq7Value HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n",
                "GET /dead-letters/letter?id=Zq7Value HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/html\r\nConnection: close\r\n\r\n",
                "GET /mappings/Zq7Value HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n",
                "GET /files/download?file=Zq7Value HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n",
                "POST /inlets/pause HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 14\r\nConnection: close\r\n\r\ninlet=Zq7Value",
                "GET /%%zz%%Zq7Value HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n",
                "Zq7Value\r\nHost: 127.0.0.1:%d\r\n\r\n")) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(request.formatted(port).getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).as(request).matches("(?s)HTTP/1.1 [45].*");
                isClean("the answer to " + request.lines().findFirst().orElse(""), answer);
            }
        }
        isClean("the log", instance.err());
    }

    private static void isClean(String where, String text) {
        for (String mark : List.of(VALUE, SECRET)) {
            int place = text.indexOf(mark);
            assertThat(place).as("%s shows %s: %s", where, mark, place < 0 ? "" : text.substring(Math.max(0, place - 200), Math.min(text.length(), place + 100))).isNegative();
        }
    }

    private static HttpResponse<String> get(Instance instance, String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(url(instance).resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(Instance instance, String path, String body) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(url(instance).resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI url(Instance instance) throws Exception {
        return URI.create(instance.out().replaceAll("(?s).*console  (\\S+).*", "$1"));
    }

    private String loadedClasses() throws Exception {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmx + "/jmxrmi"))) {
            return (String) connector.getMBeanServerConnection().invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmClassHierarchy",
                    new Object[] {new String[0]}, new String[] {String[].class.getName()});
        }
    }

    /** Every attribute of every bean that can be read, and the names of all threads. */
    private String managed() throws Exception {
        StringBuilder all = new StringBuilder();
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmx + "/jmxrmi");
        try (JMXConnector connector = await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> JMXConnectorFactory.connect(url), connected -> true)) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            int camel = 0;
            for (ObjectName name : beans.queryNames(null, null)) {
                camel += name.getDomain().equals("org.apache.camel") ? 1 : 0;
                all.append(name).append('\n');
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                    // Java's own beans repeat environment and command line; what is looked at is the product's and Camel's.
                    if (name.getDomain().startsWith("java") || name.getDomain().startsWith("com.sun") || name.getDomain().startsWith("jdk")) {
                        continue;
                    }
                    try {
                        Object value = beans.getAttribute(name, attribute.getName());
                        all.append(attribute.getName()).append('=').append(value instanceof Object[] many ? Arrays.deepToString(many) : value).append('\n');
                    } catch (JMException | java.io.IOException | RuntimeException e) {
                        all.append(attribute.getName()).append(" cannot be read\n");
                    }
                }
            }
            assertThat(camel).as("beans of Camel").isGreaterThan(10);
            ObjectName route = new ObjectName("org.apache.camel:context=inlet-routes,type=routes,name=\"loyalty-signup-from-csv\"");
            assertThat((Long) beans.getAttribute(route, "ExchangesTotal") + (Long) beans.getAttribute(route, "ExchangesInflight")).as("exchanges of a route").isPositive();
            ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
            Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds())).filter(java.util.Objects::nonNull).forEach(thread -> all.append(thread.getThreadName()).append('\n'));
        }
        return all.toString();
    }
}
