package io.inletroutes.routes;

import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Fill the payload of a mapping for events. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "mapping", title = "Mapping", syntax = "mapping:name", producerOnly = true, category = Category.TRANSFORMATION)
public final class MappingEndpoint extends DefaultEndpoint {

    @UriPath(description = "Name of the mapping: its folder below mappings/.")
    @Metadata(required = true)
    private final String name;
    @UriParam(description = "Fields of the event, separated by commas, that eventId is made of; without them it is made of the event's origin.")
    private String eventId;
    @UriParam(description = "The inlet whose preview.INLET.json is meant; without it the one that the route delivers to.")
    private String inlet;

    MappingEndpoint(String uri, MappingComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        List<String> fields = eventId == null || eventId.isBlank() ? List.of() : List.of(eventId.trim().split("\\s*,\\s*"));
        Delivering delivering = ((MappingComponent) getComponent()).delivering();
        return new MappingProducer(this, delivering, delivering.mappings().live(name, inlet, fields));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("a mapping fills payloads; no route can start from it");
    }

    public String getName() {
        return name;
    }

    public String getEventId() {
        return eventId;
    }

    public void setEventId(String eventId) {
        this.eventId = eventId;
    }

    public String getInlet() {
        return inlet;
    }

    public void setInlet(String inlet) {
        this.inlet = inlet;
    }
}
