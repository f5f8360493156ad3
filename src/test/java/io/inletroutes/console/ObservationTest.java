package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.routes.Trouble;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservationTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Trouble> troubles = new ArrayList<>();
    private Observation observation;

    @BeforeEach
    void startARouteToAnInlet() throws Exception {
        Properties settings = new Properties();
        settings.setProperty("inlet.crm.ims-org-id", "ACME@AdobeOrg");
        context.getPropertiesComponent().setInitialProperties(settings);
        context.getComponent("inlet", InletComponent.class).bindUrl("crm", URI.create("http://127.0.0.1:1/collection/crm"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeId("orders").to("inlet:crm");
            }
        });
        context.start();
        observation = new Observation(context, () -> troubles, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void isLiveButNotReadyWhileAnInletIsPaused() throws Exception {
        context.getComponent("inlet", InletComponent.class).pause("crm");

        assertThat(page("/observe/health/live").status()).isEqualTo(200);
        assertThat(page("/observe/health/ready").status()).isEqualTo(503);
        assertThat(page("/observe/health").status()).isEqualTo(503);
        assertThat(json("/observe/health").at("/checks/1/data/status").asText()).isEqualTo("paused");
    }

    @Test
    void isReadyWhenEveryInletTakesEvents() throws Exception {
        assertThat(page("/observe/health").status()).isEqualTo(200);
        assertThat(json("/observe/health").path("status").asText()).isEqualTo("UP");
    }

    @Test
    void isLiveButNotReadyWhileTheDataFolderTakesNothing() throws Exception {
        troubles.add(new Trouble(Trouble.Kind.DATA_FOLDER, "orders", Instant.EPOCH, Problem.error(Location.NONE, "orders: refused events cannot be kept").fix("make room")));

        assertThat(page("/observe/health/live").status()).isEqualTo(200);
        assertThat(page("/observe/health/ready").status()).isEqualTo(503);
        assertThat(json("/observe/health").at("/checks/2").toString())
                .isEqualTo("{\"name\":\"data folder\",\"status\":\"DOWN\",\"data\":{\"since\":\"1970-01-01T00:00:00Z\",\"reason\":\"orders: refused events cannot be kept\"}}");
    }

    @Test
    void isReadyWhileAnEditedMappingIsBroken() throws Exception {
        troubles.add(new Trouble(Trouble.Kind.MAPPING, "order-placed", Instant.EPOCH, Problem.error(Location.NONE, "mapping order-placed is broken").fix("run check")));

        assertThat(page("/observe/health").status()).isEqualTo(200);
    }

    @Test
    void countsEachInletForPrometheus() {
        String metrics = new String(page("/observe/metrics").body());

        assertThat(metrics).contains("inlet_routes_events_accepted_total{inlet=\"crm\"} 0.0", "inlet_routes_held{inlet=\"crm\"} 0.0");
    }

    private Page page(String path) {
        return observation.pages().get(path).get();
    }

    private JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(page(path).body());
    }
}
