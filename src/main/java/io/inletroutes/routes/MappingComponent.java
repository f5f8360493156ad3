package io.inletroutes.routes;

import io.inletroutes.Payload;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.SimpleTypeConverter;

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

    /** Payloads go to any component that takes bytes or text. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        TypeConverterRegistry converters = getCamelContext().getTypeConverterRegistry();
        convert(converters, byte[].class, Payload::bytes);
        convert(converters, InputStream.class, payload -> new ByteArrayInputStream(payload.bytes()));
        convert(converters, String.class, Payload::json);
    }

    private static <T> void convert(TypeConverterRegistry converters, Class<T> to, Function<Payload, T> conversion) {
        converters.addTypeConverter(to, Payload.class, new SimpleTypeConverter(false, (type, exchange, payload) -> conversion.apply((Payload) payload)));
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
