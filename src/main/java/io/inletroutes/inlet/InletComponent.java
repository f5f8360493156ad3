package io.inletroutes.inlet;

import io.inletroutes.Problem;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Camel's {@code inlet:NAME} endpoints and the inlets behind them, one inlet per name. */
@Component("inlet")
public class InletComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        InletEndpoint endpoint = new InletEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Gives the inlet another URL than its setting: where the simulator listens. Before the routes start. */
    public void bindUrl(String name, URI url) {
        throw new UnsupportedOperationException();
    }

    /** Every inlet that a route uses, by name. */
    public List<InletState> states() {
        throw new UnsupportedOperationException();
    }

    /** Lets the inlet take nothing until {@link #resume}. */
    public void pause(String name) {
        throw new UnsupportedOperationException();
    }

    /** Ends a pause, and a hold at once: the next waiting request goes out. */
    public void resume(String name) {
        throw new UnsupportedOperationException();
    }

    /** What is wrong with the settings of an inlet; empty when it can be used. A url of {@code simulator} is fine. */
    public List<Problem> check(String name) {
        throw new UnsupportedOperationException();
    }

    /** The counts of an inlet in use. */
    public InletMetrics metrics(String name) {
        throw new UnsupportedOperationException();
    }
}
