package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderMapsTest {

    @TempDir
    Path folder;

    @Test
    void keepTheHeadersOfAHomesMessages() {
        try (RunningRoutes routes = new RunningRoutes(new Home(folder), Clock.systemUTC())) {
            assertThat(new DefaultMessage(routes.context()).getHeaders()).isInstanceOf(HeaderMap.class);
        }
    }

    @Test
    void leaveHeadersThatAreToldApartByCaseToCamel() throws Exception {
        Files.writeString(folder.resolve("application.properties"), "camel.main.case-insensitive-headers = false\n");
        try (RunningRoutes routes = new RunningRoutes(new Home(folder), Clock.systemUTC())) {
            routes.context().start();

            assertThat(new DefaultMessage(routes.context()).getHeaders()).isExactlyInstanceOf(HashMap.class);
        }
    }

    @Test
    void changeNoHeaderOfTheExchangeThatOneWasCopiedFrom() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            HeaderMaps.use(context);
            DefaultExchange chunk = new DefaultExchange(context);
            chunk.getMessage().setHeader("CamelFileName", "a.csv");
            var first = chunk.copy();
            var second = chunk.copy();

            first.getMessage().setHeader("camelfilename", "b.csv");
            chunk.getMessage().setHeader("more", 1);
            second.getMessage().removeHeaders("*");

            assertThat(first.getMessage().getHeaders()).hasToString("{CamelFileName=b.csv}");
            assertThat(chunk.getMessage().getHeaders()).hasToString("{CamelFileName=a.csv, more=1}");
            assertThat(second.getMessage().getHeaders()).isEmpty();
        }
    }
}
