package io.inletroutes.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.util.TimeUtils;

/**
 * {@code {{millis:NAME}}} in a route: the duration of a setting as plain milliseconds. Camel reads {@code redeliveryDelay} and
 * {@code maximumRedeliveryDelay} of an onException as bare numbers, and finds out that {@code 500ms} is none at the first failure.
 */
final class Milliseconds implements PropertiesFunction {

    static final String NAME = "millis";

    private final PropertiesComponent settings;

    private Milliseconds(PropertiesComponent settings) {
        this.settings = settings;
    }

    static void register(CamelContext context) {
        context.getPropertiesComponent().addPropertiesFunction(new Milliseconds(context.getPropertiesComponent()));
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String apply(String setting) {
        String value = settings.resolveProperty(setting).orElseThrow(() -> new IllegalArgumentException("the setting " + setting + " is not set"));
        return Long.toString(TimeUtils.toMilliSeconds(value));
    }
}
