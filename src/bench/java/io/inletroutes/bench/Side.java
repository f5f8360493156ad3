package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Path;

/** One of those compared. */
interface Side {

    /** Delivers {@code file} to {@code inlet}, once. */
    Figures run(Plan plan, Path file, RunningInlet inlet) throws IOException, InterruptedException;

    static Side of(String name) {
        return switch (name) {
            case "product" -> new Product();
            case "hand-written" -> new Sender(HandWritten.class, "512m");
            case "camel" -> new Sender(IdiomaticCamel.class, "1g");
            case "ready-bytes" -> new Sender(ReadyBytes.class, "512m");
            default -> throw new IllegalArgumentException("no side " + name + "; there are: product, hand-written, camel, ready-bytes");
        };
    }
}
