package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inletroutes.ProblemsException;
import io.inletroutes.simulator.Fault;
import io.inletroutes.traces.Collector;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector hears of events on their way, and that deliveries do not depend on it. */
class TracesOfARunTest {

    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";
    private static final String TRACE = "0af7651916cd43dd8448eb211c8031";

    @TempDir
    Path folder;

    private RunningHome home;

    @AfterEach
    void close() throws IOException {
        if (home != null) {
            home.close();
        }
    }

    @Test
    void showsAFilesChunkItsPayloadsAndItsRequest() throws Exception {
        try (Collector collector = Collector.start()) {
            home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK + "traces.otlp-url = " + collector.url() + "\n").start();

            home.drop("loyalty-signup", "a.csv", HEADING + row("LS-1") + row("LS-2").replace("noor@example.org", "") + row("LS-3"));
            await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty("loyalty-signup"));
            home.stop();

            Span whole = only(collector, "process loyalty-signup-from-csv");
            Span fill = only(collector, "fill loyalty-signup");
            Span request = only(collector, "deliver to sample");
            assertThat(Collector.facts(whole)).containsEntry("inlet_routes.file", "a.csv").containsEntry("inlet_routes.rows", "2-4").containsEntry("inlet_routes.events", "3")
                    .containsEntry("inlet_routes.accepted", "2").containsEntry("inlet_routes.dead", "1").containsEntry("inlet_routes.open", "0");
            assertThat(whole.getStatus().getMessage()).isEqualTo("1 kept as dead letters");
            assertThat(Collector.facts(fill)).containsEntry("inlet_routes.filled", "2").containsEntry("inlet_routes.mapping", "loyalty-signup");
            assertThat(Collector.facts(request)).containsEntry("http.response.status_code", "207").containsEntry("inlet_routes.messages", "2").containsEntry("inlet_routes.inlet", "sample")
                    .containsEntry("inlet_routes.batch_id", Collector.facts(whole).get("inlet_routes.batch_id"));
            assertThat(List.of(fill.getParentSpanId(), request.getParentSpanId())).containsOnly(whole.getSpanId());
            assertThat(List.of(fill.getTraceId(), request.getTraceId())).containsOnly(whole.getTraceId());
            assertThat(whole.getStartTimeUnixNano()).isLessThanOrEqualTo(fill.getStartTimeUnixNano());
            assertThat(whole.getEndTimeUnixNano()).isGreaterThanOrEqualTo(request.getEndTimeUnixNano());
        }
    }

    @Test
    void showsEachTryOfARequest() throws Exception {
        try (Collector collector = Collector.start()) {
            home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK + "traces.otlp-url = " + collector.url() + "\n").start();
            home.inlet().fault(Fault.parse("503 times 2"));

            home.drop("loyalty-signup", "a.csv", HEADING + row("LS-1"));
            await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty("loyalty-signup"));
            home.stop();

            assertThat(collector.spans("deliver")).extracting(span -> Collector.facts(span).get("http.response.status_code")).containsExactly("503", "503", "200");
            assertThat(collector.spans("deliver")).extracting(span -> Collector.facts(span).get("http.request.resend_count")).containsExactly(null, "1", "2");
        }
    }

    @Test
    void continuesTheTraceOfAMessageAloneAndLinksThoseOfAChunk() throws Exception {
        try (Collector collector = Collector.start()) {
            home = RunningHome.with(folder, "booking-cancelled-from-jms", RunningHome.QUICK + "jms.consumers = 1\ntraces.otlp-url = " + collector.url() + "\n").start();
            ProducerTemplate template = home.routes.context().createProducerTemplate();
            send(template, "BK-1", "01", "greta@example.org");
            await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().accepted() == 1);
            home.routes.inlets().pause("sample");
            send(template, "BK-2", "02", "greta@example.org"); // waits in the route; those behind it come in one chunk
            await().atMost(Duration.ofSeconds(30)).until(() -> home.routes.inlets().states().get(0).waiting() == 1);
            send(template, "BK-3", "03", "greta@example.org");
            send(template, "BK-4", "04", "greta@example.org");
            home.routes.inlets().resume("sample");
            await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().accepted() == 4);
            home.stop();

            List<Span> processes = collector.spans("process");
            assertThat(processes).hasSize(3);
            assertThat(processes).extracting(span -> Collector.hex(span.getTraceId())).contains(TRACE + "01", TRACE + "02");
            assertThat(processes).filteredOn(span -> span.getParentSpanId().isEmpty()).singleElement()
                    .satisfies(chunk -> assertThat(chunk.getLinksList()).extracting(link -> Collector.hex(link.getTraceId())).containsExactlyInAnyOrder(TRACE + "03", TRACE + "04"));
            assertThat(processes).allMatch(span -> span.getKind() == Span.SpanKind.SPAN_KIND_CONSUMER);
            assertThat(collector.spans("deliver")).extracting(Span::getParentSpanId).containsExactlyInAnyOrderElementsOf(processes.stream().map(Span::getSpanId).toList());
        }
    }

    @Test
    void keepsTheTraceOfADeadLetterAndContinuesItWhenThatIsReplayed() throws Exception {
        try (Collector collector = Collector.start()) {
            home = RunningHome.with(folder, "booking-cancelled-from-jms", RunningHome.QUICK + "jms.consumers = 1\ntraces.otlp-url = " + collector.url() + "\n");
            home.files.edit("mappings/booking-cancelled/mapping.json", "$.booking.hotel", "$.booking.house");
            home.start();
            send(home.routes.context().createProducerTemplate(), "BK-1", "01", "greta@example.org");
            await().atMost(Duration.ofSeconds(30)).until(() -> home.deadLetters().size() == 1);
            assertThat(home.deadLetters().get(0).at("/headers/traceparent").asText()).isEqualTo("00-" + TRACE + "01-b7ad6b7169203331-01");
            home.files.edit("mappings/booking-cancelled/mapping.json", "$.booking.house", "$.booking.hotel");
            home.routes.reload();

            JsonNode replayed = home.routes.operations().answer(JsonNodeFactory.instance.objectNode().put("do", "replay"));
            home.stop();

            assertThat(replayed.path("accepted")).hasSize(1);
            assertThat(collector.spans("process")).hasSize(2).allMatch(span -> Collector.hex(span.getTraceId()).equals(TRACE + "01"));
            assertThat(only(collector, "deliver").getTraceId()).isEqualTo(collector.spans("process").get(1).getTraceId());
            assertThat(home.inlet().counts().accepted()).isEqualTo(1);
        }
    }

    @Test
    void deliversAsEverWhileTheCollectorIsDown() throws Exception {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK + "traces.otlp-url = http://127.0.0.1:1/v1/traces\n").start();
        StringBuilder rows = new StringBuilder(HEADING);
        for (int row = 0; row < 5_000; row++) {
            rows.append(row("LS-" + row));
        }

        home.drop("loyalty-signup", "a.csv", rows.toString());

        await().atMost(Duration.ofSeconds(60)).until(() -> home.isInboxEmpty("loyalty-signup"));
        assertThat(home.inlet().counts().distinct()).isEqualTo(5_000);
        assertThat(home.inlet().counts().requests()).isLessThan(20);
    }

    @Test
    void refusesSettingsThatLeadNowhere() throws Exception {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK + "traces.otlp-url = localhost:4318\ntraces.share = 2\ntraces.headers.x-key = file:/nowhere\n");

        org.assertj.core.api.Assertions.assertThatThrownBy(home::start).isInstanceOfSatisfying(ProblemsException.class, wrong -> assertThat(wrong.problems()).extracting(problem -> problem.message())
                .containsExactlyInAnyOrder("traces.otlp-url is no URL of a collector", "traces.share is no number from 0 to 1", "traces.headers.x-key names a file that cannot be read"));
    }

    private static Span only(Collector collector, String name) {
        assertThat(collector.spans(name)).as(name).hasSize(1);
        return collector.spans(name).get(0);
    }

    private static String row(String id) {
        return id + ",2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes\n";
    }

    private static void send(ProducerTemplate template, String confirmation, String trace, String email) {
        template.sendBodyAndHeaders("jms:booking-cancelled", "{\"cancelledAt\": \"2024-05-29T16:40:05+02:00\", \"reason\": \"flight moved\", \"refundable\": false, "
                + "\"fee\": {\"amount\": 45.5, \"currency\": \"EUR\"}, \"booking\": {\"confirmation\": \"" + confirmation + "\", \"hotel\": \"Harbour House\", "
                + "\"check in\": \"2024-07-12\", \"nights\": 3, \"guests\": [{\"role\": \"lead\", \"first\": \"Greta\", \"last\": \"Hahn\", \"email\": \"" + email + "\"}]}}",
                Map.of("traceparent", "00-" + TRACE + trace + "-b7ad6b7169203331-01"));
    }
}
