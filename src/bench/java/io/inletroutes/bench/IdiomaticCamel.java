package io.inletroutes.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dataformat.bindy.csv.BindyCsvDataFormat;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The route as Camel's documentation puts it together, aggregated and parallel: a big file is split by line, streaming and in parallel;
 * Bindy makes an object of each line; a template in the Simple language makes the payload of it; an aggregator gathers 500; camel-http
 * posts them in parallel. With {@code processor} a Java class takes the place of Bindy and template, which no longer needs a route's words
 * but is faster.
 */
final class IdiomaticCamel {

    private IdiomaticCamel() {
    }

    /** Arguments: file, single inlet URL, rows, {@code template} or {@code processor}. */
    public static void main(String[] args) throws Exception {
        OwnFigures begun = OwnFigures.begin();
        Path file = Path.of(args[0]).toAbsolutePath();
        String url = args[1].replace("/collection/", "/collection/batch/");
        int rows = Integer.parseInt(args[2]);
        boolean template = args[3].equals("template");
        AtomicInteger delivered = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(1);
        AggregationStrategy bodies = AggregationStrategies.groupedBody();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("file:" + file.getParent() + "?noop=true&fileName=" + file.getFileName() + "&initialDelay=0")
                            .split(body().tokenize("\n", 1, true)).streaming().parallelProcessing()
                            .to(template ? "direct:template" : "direct:processor")
                            .aggregate(constant(true), bodies).completionSize(500).completionTimeout(500).parallelProcessing()
                            .process(IdiomaticCamel::batch)
                            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                            .setHeader("x-gw-ims-org-id", constant(BenchData.ORGANISATION))
                            .to(url + "?throwExceptionOnFailure=true&connectionsPerRoute=32&maxTotalConnections=32")
                            .process(exchange -> {
                                if (delivered.addAndGet(exchange.getProperty("events", Integer.class)) >= rows) {
                                    all.countDown();
                                }
                            });
                    from("direct:template").unmarshal(new BindyCsvDataFormat(Signup.class)).setBody(simple(Signup.TEMPLATE));
                    from("direct:processor").process(IdiomaticCamel::fill);
                }
            });
            context.start();
            all.await();
            begun.end();
        }
        System.exit(0);
    }

    private static void fill(Exchange exchange) {
        String[] c = exchange.getMessage().getBody(String.class).split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
        exchange.getMessage().setBody(BenchData.payload(c[0], c[1], c[2], c[3], c[4].replace("\"", ""), c[5], c[6], c[7], c[8], c[0], "6310a9d7c5f2e61b8e5a5f0a"));
    }

    private static void batch(Exchange exchange) {
        List<?> payloads = exchange.getMessage().getBody(List.class);
        exchange.setProperty("events", payloads.size());
        exchange.getMessage().setBody(payloads.stream().map(String.class::cast).collect(Collectors.joining(",", "{\"messages\":[", "]}")));
        exchange.getMessage().removeHeaders("*");
    }
}
