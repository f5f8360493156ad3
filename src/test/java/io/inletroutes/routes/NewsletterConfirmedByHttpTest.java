package io.inletroutes.routes;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Confirmations from JSON Lines, posted one by one by camel-http. */
class NewsletterConfirmedByHttpTest extends ShippedRoute {

    @Override
    String file() {
        return "newsletter-confirmed-by-http";
    }

    @Override
    void hand(int events) throws IOException {
        drop("confirmations.jsonl", IntStream.range(0, events).mapToObj(event -> confirmation("NC-" + event, "\"vera@example.org\"")).collect(Collectors.joining("\n")));
    }

    @Override
    void handUnfillable() throws IOException {
        drop("broken.jsonl", confirmation("NC-X", "\"\""));
    }

    private static String confirmation(String id, String email) {
        return "{\"confirmation\":\"" + id + "\",\"confirmedAt\":1716973800,\"email\":" + email + ",\"list\":\"monthly\",\"language\":\"da\",\"doubleOptIn\":true,\"topics\":[\"tea\"]}";
    }

    @Override
    boolean isTakenIn() throws IOException {
        return isInboxEmpty();
    }

    @Override
    String refusal() {
        return "the server refused the event with 400";
    }

    @Override
    boolean isWaiting() {
        return inlet.counts().requests() >= 3; // Camel itself tries again; there is no endpoint that is held
    }
}
