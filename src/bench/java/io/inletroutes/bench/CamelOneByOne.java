package io.inletroutes.bench;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dataformat.bindy.csv.BindyCsvDataFormat;
import org.apache.camel.impl.DefaultCamelContext;

/** The shortest route of Camel's documentation: a file split by line, the payload by Bindy and Simple, a request per event. */
final class CamelOneByOne {

    private CamelOneByOne() {
    }

    /** Arguments: file, single inlet URL, rows. */
    public static void main(String[] args) throws Exception {
        OwnFigures begun = OwnFigures.begin();
        Path file = Path.of(args[0]).toAbsolutePath();
        CountDownLatch all = new CountDownLatch(1);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[2]));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("file:" + file.getParent() + "?noop=true&fileName=" + file.getFileName() + "&initialDelay=0")
                            .split(body().tokenize("\n", 1, true)).streaming()
                            .unmarshal(new BindyCsvDataFormat(Signup.class)).setBody(simple(Signup.TEMPLATE))
                            .removeHeaders("*")
                            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                            .setHeader("x-gw-ims-org-id", constant(BenchData.ORGANISATION))
                            .to(args[1])
                            .process(exchange -> {
                                if (left.decrementAndGet() == 0) {
                                    all.countDown();
                                }
                            });
                }
            });
            context.start();
            all.await();
            begun.end();
        }
        System.exit(0);
    }
}
