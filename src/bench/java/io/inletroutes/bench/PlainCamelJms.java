package io.inletroutes.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The route that Camel's documentation shows for a queue whose messages must not be lost: transacted camel-jms with many consumers, a
 * processor fills the payload, camel-http posts it, the transaction commits.
 */
final class PlainCamelJms {

    /** Printed when it consumes. */
    static final String READY = "ready";
    private static final int CONSUMERS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlainCamelJms() {
    }

    /** Arguments: broker URL, single inlet URL. Runs until it is ended. */
    public static void main(String[] args) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        JmsComponent jms = JmsComponent.jmsComponent(new ActiveMQConnectionFactory(args[0]));
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false); // with a manager, Camel's default, each message opens a connection of its own
        context.addComponent("jms", jms);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:" + BenchBroker.QUEUE + "?cacheLevelName=CACHE_CONSUMER&concurrentConsumers=" + CONSUMERS)
                        .process(PlainCamelJms::fill)
                        .removeHeaders("*")
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                        .setHeader("x-gw-ims-org-id", constant(BenchData.ORGANISATION))
                        .to(args[1] + "?connectionsPerRoute=" + CONSUMERS + "&maxTotalConnections=" + CONSUMERS);
            }
        });
        context.start();
        System.out.println(READY);
        Thread.currentThread().join();
    }

    private static void fill(Exchange exchange) throws Exception {
        JsonNode event = JSON.readTree(exchange.getMessage().getBody(String.class));
        JsonNode customer = event.get("customer");
        exchange.getMessage().setBody(BenchData.payload(event.get("id").asText(), event.get("at").asText(), customer.get("email").asText(), customer.get("first").asText(),
                customer.get("last").asText(), customer.get("gender").asText(), customer.get("born").asText(), event.get("store").asText(), event.get("points").asText(),
                event.get("id").asText(), "6310a9d7c5f2e61b8e5a5f0a"));
    }
}
