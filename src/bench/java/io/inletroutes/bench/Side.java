package io.inletroutes.bench;

import java.io.IOException;
import java.util.List;

/** One of those compared. */
interface Side {

    /**
     * Delivers what the plan says to the inlet, once.
     *
     * @throws IOException when it did not, or an event was lost or repeated: such a run is no result
     */
    Figures run(Plan plan, RunningInlet inlet) throws IOException, InterruptedException;

    static Side of(String name) {
        return switch (name) {
            case "product" -> new Product(false, 1);
            case "product-per-event" -> new Product(true, 1);
            case "product-x10" -> new Product(false, 10);
            case "product-start" -> new Start(false);
            case "product-first-start" -> new Start(true);
            case "hand-written" -> new Sender(HandWritten.class, "512m", List.of());
            case "camel" -> new Sender(IdiomaticCamel.class, "1g", List.of("template"));
            case "camel-processor" -> new Sender(IdiomaticCamel.class, "1g", List.of("processor"));
            case "camel-one-by-one" -> new Sender(CamelOneByOne.class, "1g", List.of());
            case "ready-bytes" -> new Sender(ReadyBytes.class, "512m", List.of());
            case "product-jms" -> new JmsSide(true);
            case "camel-jms" -> new JmsSide(false);
            case "singles-1000" -> new Singles(1_000);
            case "singles-jms" -> new Singles(0);
            default -> throw new IllegalArgumentException("no side " + name);
        };
    }
}
