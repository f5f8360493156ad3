package io.inletroutes.routes;

import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.component.EndpointUriFactorySupport;

/** Lets routes name the mapping among the parameters, and {@code check} know the options. Found by Camel through the jar. */
public final class MappingEndpointUriFactory extends EndpointUriFactorySupport implements EndpointUriFactory {

    private static final Set<String> NAMES = Set.of("name", "eventId", "inlet", "lazyStartProducer");

    @Override
    public boolean isEnabled(String scheme) {
        return "mapping".equals(scheme);
    }

    @Override
    public String buildUri(String scheme, Map<String, Object> properties, boolean encode) throws URISyntaxException {
        Map<String, Object> left = new HashMap<>(properties);
        String uri = buildPathParameter(scheme + ":name", scheme + ":name", "name", null, true, left);
        return buildQueryParameters(uri, left, encode);
    }

    @Override
    public Set<String> propertyNames() {
        return NAMES;
    }

    @Override
    public Set<String> secretPropertyNames() {
        return Set.of();
    }

    @Override
    public Map<String, String> multiValuePrefixes() {
        return Map.of();
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
