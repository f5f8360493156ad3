package io.inletroutes.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.inletroutes.Span;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OtlpTracesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(TellingExporter.class);

    @BeforeEach
    void listen() {
        said.start();
        log.addAppender(said);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(said);
    }

    @Test
    void tellsACollectorWhatBeganAndEnded() throws Exception {
        try (Collector collector = Collector.start()) {
            try (OtlpTraces traces = new OtlpTraces(collector.url(), Map.of("x-key", "k"), "orders", "1.2", 1)) {
                Span whole = traces.begin("process orders", Span.Kind.CONSUMER, null, traces.from("00-" + TRACE + "-b7ad6b7169203331-01", null), List.of());
                traces.begin("deliver to crm", Span.Kind.CLIENT, null, whole, List.of()).put("http.response.status_code", 503).failed("answered 503").end();
                whole.put("inlet_routes.route", "orders").put("nothing", (String) null).end();
            }

            assertThat(collector.spans()).extracting(io.opentelemetry.proto.trace.v1.Span::getName).containsExactlyInAnyOrder("process orders", "deliver to crm");
            assertThat(collector.spans()).allMatch(span -> Collector.hex(span.getTraceId()).equals(TRACE));
            io.opentelemetry.proto.trace.v1.Span whole = collector.spans("process").get(0);
            io.opentelemetry.proto.trace.v1.Span request = collector.spans("deliver").get(0);
            assertThat(Collector.hex(whole.getParentSpanId())).isEqualTo("b7ad6b7169203331");
            assertThat(request.getParentSpanId()).isEqualTo(whole.getSpanId());
            assertThat(request.getStatus().getMessage()).isEqualTo("answered 503");
            assertThat(Collector.facts(request)).isEqualTo(Map.of("http.response.status_code", "503"));
            assertThat(Collector.facts(whole)).isEqualTo(Map.of("inlet_routes.route", "orders"));
            assertThat(collector.resource()).containsEntry("service.name", "orders").containsEntry("service.version", "1.2");
            assertThat(collector.headers().get(0)).containsEntry("X-key", List.of("k"));
        }
    }

    @Test
    void tellsNothingOfWhatItsBeginnerDidNotWantTold() throws Exception {
        try (Collector collector = Collector.start()) {
            try (OtlpTraces traces = new OtlpTraces(collector.url(), Map.of(), "orders", null, 1)) {
                traces.begin("process orders", Span.Kind.CONSUMER, null, traces.from("00-" + TRACE + "-b7ad6b7169203331-00", null), List.of()).end();
                traces.begin("process signups", Span.Kind.CONSUMER, null, null, List.of()).end();
            }

            assertThat(collector.spans()).extracting(io.opentelemetry.proto.trace.v1.Span::getName).containsExactly("process signups");
        }
    }

    @Test
    void takesNoOtherTextForATrace() {
        try (OtlpTraces traces = new OtlpTraces(URI.create("http://127.0.0.1:1/v1/traces"), Map.of(), "orders", null, 1)) {
            for (String wrong : new String[] {"", "ann@example.org", "00-" + TRACE + "-b7ad6b7169203331", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01", "ff-" + TRACE + "-b7ad6b7169203331-01"}) {
                assertThat(traces.from(wrong, null)).as(wrong).isNull();
            }
            assertThat(traces.from(null, null)).isNull();
        }
    }

    @Test
    void saysOnceThatACollectorTakesNothingAndOnceThatItTakesSpansAgain() throws Exception {
        try (Collector collector = Collector.start(404); OtlpTraces traces = new OtlpTraces(URI.create(collector.url().toString().replace("//", "//user:Zq7Secret@")), Map.of(), "orders", null, 1)) {
            for (int lost = 1; lost <= 3; lost++) {
                traces.begin("lost", Span.Kind.INTERNAL, null, null, List.of()).end();
                int asked = lost;
                await().atMost(Duration.ofSeconds(30)).until(() -> collector.asked() >= asked);
            }
            collector.answer(200);
            traces.begin("told", Span.Kind.INTERNAL, null, null, List.of()).end();
            await().atMost(Duration.ofSeconds(30)).until(() -> said.list.size() == 2);

            assertThat(collector.spans()).extracting(io.opentelemetry.proto.trace.v1.Span::getName).containsExactly("told");
            String place = collector.url().toString().replace("/v1/traces", "");
            assertThat(said.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                    "traces: " + place + " takes no spans, and they are lost until it does; deliveries go on. Look at traces.otlp-url and at the collector there",
                    "traces: " + place + " takes spans again; 3 were lost meanwhile");
        }
    }
}
