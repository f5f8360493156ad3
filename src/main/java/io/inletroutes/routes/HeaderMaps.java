package io.inletroutes.routes;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.spi.HeadersMapFactory;
import org.apache.camel.support.ResolverHelper;

/** Has the messages of a context keep their headers in {@link HeaderMap}s. */
final class HeaderMaps implements HeadersMapFactory {

    private HeaderMaps() {
    }

    /** Before the start, unless the settings or a jar of the home want another kind of map. */
    static void use(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        if (context.isCaseInsensitiveHeaders() && extension.getHeadersMapFactory() == null) {
            extension.setHeadersMapFactory(ResolverHelper.resolveService(context, FACTORY, HeadersMapFactory.class).orElseGet(HeaderMaps::new));
        }
    }

    @Override
    public Map<String, Object> newMap() {
        return new HeaderMap();
    }

    @Override
    public Map<String, Object> newMap(Map<String, Object> map) {
        return new HeaderMap(map);
    }

    @Override
    public boolean isInstanceOf(Map<String, Object> map) {
        return map instanceof HeaderMap;
    }

    @Override
    public boolean isCaseInsensitive() {
        return true;
    }
}
