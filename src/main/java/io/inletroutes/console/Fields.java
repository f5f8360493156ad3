package io.inletroutes.console;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names and values of a query or a form. */
record Fields(Map<String, List<String>> values) {

    static final Fields NONE = new Fields(Map.of());

    /** @param encoded {@code a=1&b=2}, may be null; what is no name and value is passed over */
    static Fields parse(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (encoded != null) {
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    decode(pair.substring(0, equals)).ifPresent(name ->
                            decode(pair.substring(equals + 1)).ifPresent(value -> values.computeIfAbsent(name, key -> new ArrayList<>()).add(value)));
                }
            }
        }
        return new Fields(values);
    }

    private static Optional<String> decode(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The value as it is, empty text included. */
    Optional<String> exact(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The value without blanks around it; empty when nothing is left. */
    Optional<String> find(String name) {
        return exact(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A query of these names and values in turn; null and empty ones left out. */
    static String query(String... pairs) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null && !pairs[i + 1].isEmpty()) {
                query.append(query.length() == 0 ? '?' : '&').append(encode(pairs[i])).append('=').append(encode(pairs[i + 1]));
            }
        }
        return query.toString();
    }
}
