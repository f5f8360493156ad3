package io.inletroutes.inlet;

import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Origin;
import io.inletroutes.Payload;
import io.inletroutes.PayloadChunk;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context with one inlet component and settings, for plain Java tests. */
final class TestRoutes implements AutoCloseable {

    static final String ORGANISATION = "TEST@AdobeOrg";

    private final CamelContext context = new DefaultCamelContext();
    private final InletComponent component;
    private final ProducerTemplate template;

    /** @param settings names and values in turn; url and organisation of the default inlet are the test's */
    TestRoutes(String url, Waiting waiting, String... settings) {
        this(url, waiting, component -> { }, settings);
    }

    TestRoutes(String url, Waiting waiting, java.util.function.Consumer<InletComponent> prepared, String... settings) {
        Properties properties = new Properties();
        properties.put("inlet.url", url);
        properties.put("inlet.ims-org-id", ORGANISATION);
        properties.put("inlet.limit.requests-per-second", "0");
        properties.put("inlet.limit.messages-per-second", "0");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        context.getPropertiesComponent().setInitialProperties(properties);
        component = new InletComponent(waiting);
        prepared.accept(component);
        context.addComponent("inlet", component);
        context.start();
        template = context.createProducerTemplate();
    }

    InletComponent component() {
        return component;
    }

    CamelContext context() {
        return context;
    }

    InletState state() {
        return component.states().get(0);
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    Exchange send(Object body) {
        return send("inlet:default", body, Map.of());
    }

    static String json(String id) {
        return "{\"header\":{\"imsOrgId\":\"" + ORGANISATION + "\"},\"body\":{\"xdmEntity\":{\"_id\":\"" + id + "\"}}}";
    }

    static Payload payload(String id) {
        Event event = new JsonEvent(new Origin(Origin.Kind.OTHER, "test", 0, id, 0, Instant.EPOCH),
                JsonNodeFactory.instance.objectNode(), "{}");
        byte[] bytes = json(id).getBytes(StandardCharsets.UTF_8);
        return new Payload(bytes, 0, bytes.length, event, "test", 0, -1, 0);
    }

    /** Payloads with the ids e0, e1, ... */
    static PayloadChunk chunk(int size) {
        return new PayloadChunk(IntStream.range(0, size).mapToObj(i -> payload("e" + i)).toList(), List.of());
    }

    @Override
    public void close() {
        template.stop();
        context.stop();
    }
}
