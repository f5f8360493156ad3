package io.inletroutes.routes;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * The {@code mapping:NAME} endpoints: fill the payload of {@code mappings/NAME/} for one event or a chunk of them. Mappings lie in
 * the folder {@code mappings} of the home; without a {@link RunningRoutes} around it, of the working folder.
 */
public final class MappingComponent extends DefaultComponent {

    private volatile Delivering delivering;

    /** What ties events to the ledger; without it events are filled and nothing is remembered. */
    void bind(Delivering all) {
        this.delivering = all;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        MappingEndpoint endpoint = new MappingEndpoint(uri, this, remaining);
        endpoint.setEventId(getAndRemoveParameter(parameters, "eventId", String.class));
        endpoint.setInlet(getAndRemoveParameter(parameters, "inlet", String.class));
        return endpoint;
    }

    Delivering delivering() {
        if (delivering == null) {
            delivering = Delivering.alone(getCamelContext());
        }
        return delivering;
    }
}
