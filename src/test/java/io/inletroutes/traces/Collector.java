package io.inletroutes.traces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes spans as an OpenTelemetry collector does, or refuses them. */
public final class Collector implements AutoCloseable {

    private final HttpServer server;
    private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private volatile int status;

    private Collector(HttpServer server, int status) {
        this.server = server;
        this.status = status;
    }

    public static Collector start() throws IOException {
        return start(200);
    }

    /** @param status of its answers */
    public static Collector start(int status) throws IOException {
        Collector collector = new Collector(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0), status);
        collector.server.createContext("/v1/traces", collector::take);
        collector.server.start();
        return collector;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    void answer(int next) {
        status = next;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange; InputStream in = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding")) ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(in);
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            if (status == 200) {
                requests.add(request);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** Requests that came, taken or not. */
    public int asked() {
        return headers.size();
    }

    public List<Map<String, List<String>>> headers() {
        return headers;
    }

    /** All that was taken, as text. */
    public String text() {
        return requests.toString();
    }

    public Map<String, String> resource() {
        return facts(requests.get(0).getResourceSpans(0).getResource().getAttributesList());
    }

    public List<Span> spans() {
        return requests.stream().flatMap(request -> request.getResourceSpansList().stream()).flatMap(of -> of.getScopeSpansList().stream()).flatMap(of -> of.getSpansList().stream()).toList();
    }

    /** Those whose names begin so. */
    public List<Span> spans(String name) {
        return spans().stream().filter(span -> span.getName().startsWith(name)).toList();
    }

    /** Attributes of a span as text. */
    public static Map<String, String> facts(Span span) {
        return facts(span.getAttributesList());
    }

    private static Map<String, String> facts(List<KeyValue> attributes) {
        Map<String, String> facts = new TreeMap<>();
        for (KeyValue attribute : attributes) {
            AnyValue value = attribute.getValue();
            facts.put(attribute.getKey(), value.hasStringValue() ? value.getStringValue() : Long.toString(value.getIntValue()));
        }
        return facts;
    }

    public static String hex(com.google.protobuf.ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
