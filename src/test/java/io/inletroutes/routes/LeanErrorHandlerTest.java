package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.ExpressionAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeanErrorHandlerTest {

    private final CamelContext context = new DefaultCamelContext();
    private final AtomicInteger copies = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();

    /** Fails at first as a network does. */
    private final Expression fromTheNet = new ExpressionAdapter() {
        @Override
        public Object evaluate(Exchange exchange) {
            if (tries.incrementAndGet() < 3) {
                exchange.setException(new IOException("away"));
            }
            return "found";
        }
    };

    /** As a message does that costs something to copy. */
    private final class Counting extends DefaultMessage {
        Counting(CamelContext context) {
            super(context);
        }

        @Override
        public DefaultMessage newInstance() {
            copies.incrementAndGet();
            return new Counting(getCamelContext());
        }
    }

    @BeforeEach
    void start() throws Exception {
        LeanErrorHandler.register();
        context.addComponent("inlet", new DirectComponent());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IOException.class).maximumRedeliveries(3).redeliveryDelay(0);
                onException(IllegalStateException.class).handled(true).setHeader("handled").constant("yes");
                from("direct:delivers").to("inlet:takes").setHeader("after").constant("yes");
                from("direct:refused").to("inlet:refuses").setHeader("after").constant("yes");
                from("inlet:takes").errorHandler(noErrorHandler()).process(exchange -> tries.incrementAndGet());
                from("inlet:refuses").errorHandler(noErrorHandler()).process(exchange -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("refused");
                });
                from("direct:constant").setHeader("Content-Type").constant("application/json");
                from("direct:expression").setHeader("found", fromTheNet);
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void copiesNoMessageToSetAHeaderToAConstant() {
        Exchange exchange = sent("direct:constant");

        assertThat(exchange.getMessage().getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(copies).hasValue(0);
    }

    @Test
    void goesOnAfterADelivery() {
        Exchange exchange = sent("direct:delivers");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders()).containsEntry("after", "yes").doesNotContainKey("handled");
        assertThat(tries).hasValue(1);
        assertThat(copies).hasValue(0);
    }

    @Test
    void handlesARefusalAsTheRouteSaysAndTriesNoMore() {
        Exchange exchange = sent("direct:refused");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders()).containsEntry("handled", "yes").doesNotContainKey("after");
        assertThat(tries).hasValue(1);
    }

    @Test
    void repeatsASetHeaderWhoseExpressionMissesTheNet() {
        Exchange exchange = sent("direct:expression");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader("found")).isEqualTo("found");
        assertThat(tries).hasValue(3);
    }

    private Exchange sent(String uri) {
        return context.createProducerTemplate().send(uri, exchange -> exchange.setIn(new Counting(context)));
    }
}
