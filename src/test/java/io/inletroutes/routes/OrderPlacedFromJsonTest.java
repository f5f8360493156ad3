package io.inletroutes.routes;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Orders from JSON files. */
class OrderPlacedFromJsonTest extends ShippedRoute {

    @Override
    String file() {
        return "order-placed-from-json";
    }

    @Override
    void hand(int events) throws IOException {
        drop("orders.json", IntStream.range(0, events).mapToObj(event -> order("SO-" + event, "\"guest@example.org\"")).collect(Collectors.joining(",\n", "[", "]")));
    }

    @Override
    void handUnfillable() throws IOException {
        drop("broken.jsonl", order("SO-X", "null") + "\n");
    }

    private static String order(String number, String email) {
        return "{\"customer\": {\"email\": " + email + "}, \"order\": {\"number\": \"" + number + "\", \"placedAt\": \"2024-05-29T11:04:55+02:00\", "
                + "\"currency\": \"EUR\", \"total\": 12, \"lines\": [{\"sku\": \"FIL-100\", \"quantity\": 1, \"amount\": 12}]}}";
    }

    @Override
    boolean isTakenIn() throws IOException {
        return isInboxEmpty();
    }
}
