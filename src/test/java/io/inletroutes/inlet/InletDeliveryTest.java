package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.PayloadChunk;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class InletDeliveryTest {

    @Test
    void sendsAChunkAsOneBatchAndSettlesEachEvent() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1))) {
            PayloadChunk chunk = TestRoutes.chunk(3);

            Exchange exchange = routes.send(chunk);

            assertThat(exchange.getException()).isNull();
            assertThat(inlet.received()).hasSize(1);
            assertThat(inlet.received().get(0).path()).isEqualTo("/collection/batch/test");
            assertThat(inlet.received().get(0).ids()).containsExactly("e0", "e1", "e2");
            assertThat(inlet.received().get(0).headers()).containsEntry("x-gw-ims-org-id", TestRoutes.ORGANISATION)
                    .containsEntry("content-type", "application/json");
            assertThat(chunk.get(2).event().orElseThrow().outcome()).contains(new Outcome.Accepted("b:1", "x:2"));
            assertThat(exchange.getMessage().getHeader(InletEndpoint.BATCH_ID)).isEqualTo("b:1");
        }
    }

    @Test
    void sendsAnEventAloneToTheSingleUrl() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1))) {
            Payload payload = TestRoutes.payload("e0");

            Exchange exchange = routes.send(payload);

            assertThat(exchange.getException()).isNull();
            assertThat(inlet.received().get(0).path()).isEqualTo("/collection/test");
            assertThat(exchange.getMessage().getHeaders()).containsEntry(InletEndpoint.STATUS, 200).containsEntry(InletEndpoint.XACTION_ID, "x:single");
            assertThat(payload.event().orElseThrow().outcome()).contains(new Outcome.Accepted(null, "x:single"));
        }
    }

    @Test
    void sendsOnlyAdobesHeadersOfAMessage() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1))) {
            routes.send("inlet:default", TestRoutes.json("e0"),
                    Map.of("X-Adobe-Flow-Id", "f1", "x-sandbox-name", "dev", "x-other", "no", "Authorization", "no"));

            assertThat(inlet.received().get(0).headers()).containsEntry("x-adobe-flow-id", "f1").containsEntry("x-sandbox-name", "dev")
                    .doesNotContainKeys("x-other", "authorization");
        }
    }
}
