package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what is wrong with an {@code xdmEntity}: what every event must have, and the schema where the mapping has one. Thread-safe. */
final class EntityCheck {

    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Duration UNEQUAL_CLOCKS = Duration.ofMinutes(1);
    private static final Set<String> AUTHENTICATED = Set.of("ambiguous", "authenticated", "loggedOut");

    private final Map<String, XdmSchema> schemas = new HashMap<>();
    private final Clock clock;

    EntityCheck(Map<String, JsonNode> byId, Clock clock) {
        byId.forEach((id, schema) -> XdmSchema.compile(id, schema).ifPresent(compiled -> schemas.put(id, compiled)));
        this.clock = clock;
    }

    /** @param known what was found already: a place is complained about once */
    List<Violation> violations(JsonNode entity, String schemaId, List<Violation> known) {
        List<Violation> found = new ArrayList<>();
        id(entity.path("_id"), found);
        timestamp(entity.path("timestamp"), found);
        identities(entity.path("identityMap"), found);
        XdmSchema schema = schemas.get(schemaId);
        if (schema != null) {
            found.addAll(schema.violations(entity));
        }
        Set<String> places = new HashSet<>();
        known.forEach(violation -> places.add(place(violation)));
        found.removeIf(violation -> !places.add(place(violation)));
        return found;
    }

    /** A missing key is complained about at its parent; several may be missing there. */
    private static String place(Violation violation) {
        boolean keys = violation.keyword().equals("required") || violation.keyword().equals("additionalProperties");
        return keys ? violation.pointer() + " " + violation.words() : violation.pointer();
    }

    private static void id(JsonNode id, List<Violation> found) {
        if (id.isMissingNode()) {
            found.add(Violation.missing("#", "_id"));
        } else if (!id.isTextual()) {
            found.add(Violation.type("#/_id", "String", id));
        } else if (id.textValue().isEmpty()) {
            found.add(Violation.of("#/_id", "minLength", "expected minLength: 1, actual: 0"));
        } else if (!isReference(id.textValue())) {
            found.add(new Violation("#/_id", "format", "[..] is not a valid URI reference", id.textValue()));
        }
    }

    private void timestamp(JsonNode timestamp, List<Violation> found) {
        if (timestamp.isMissingNode()) {
            found.add(Violation.missing("#", "timestamp"));
            return;
        }
        if (!timestamp.isTextual()) {
            found.add(Violation.type("#/timestamp", "String", timestamp));
            return;
        }
        Optional<Instant> time = dateTime(timestamp.textValue());
        if (time.isEmpty()) {
            found.add(new Violation("#/timestamp", "format", "[..] is not a valid date-time. Expected [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,9}Z]", timestamp.textValue()));
        } else if (time.get().isAfter(clock.instant().plus(UNEQUAL_CLOCKS))) {
            found.add(new Violation("#/timestamp", "format", "[..] lies in the future", timestamp.textValue()));
        }
    }

    private static void identities(JsonNode map, List<Violation> found) {
        if (!map.isMissingNode() && !map.isObject()) {
            found.add(Violation.type("#/identityMap", "JSONObject", map));
        }
        map.fields().forEachRemaining(namespace -> {
            String place = "#/identityMap/" + namespace.getKey();
            if (!namespace.getValue().isArray()) {
                found.add(Violation.type(place, "JSONArray", namespace.getValue()));
                return;
            }
            for (int i = 0; i < namespace.getValue().size(); i++) {
                identity(namespace.getValue().get(i), place + "/" + i, found);
            }
        });
    }

    private static void identity(JsonNode identity, String place, List<Violation> found) {
        if (!identity.isObject()) {
            found.add(Violation.type(place, "JSONObject", identity));
            return;
        }
        if (!identity.has("id")) {
            found.add(Violation.missing(place, "id"));
        } else if (!identity.get("id").isTextual()) {
            found.add(Violation.type(place + "/id", "String", identity.get("id")));
        }
        if (identity.has("primary") && !identity.get("primary").isBoolean()) {
            found.add(Violation.type(place + "/primary", "Boolean", identity.get("primary")));
        }
        if (identity.has("authenticatedState") && !AUTHENTICATED.contains(identity.get("authenticatedState").asText())) {
            found.add(new Violation(place + "/authenticatedState", "enum", "[..] is not a valid enum value", identity.get("authenticatedState").asText()));
        }
    }

    /** RFC 3986 as Java reads it: letters of any language, but no blank, no {@code |} and no {@code 1:2}, whose scheme starts with a digit. */
    static boolean isReference(String text) {
        try {
            new URI(text);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static Optional<Instant> dateTime(String text) {
        try {
            return DATE_TIME.matcher(text).matches() ? Optional.of(OffsetDateTime.parse(text).toInstant()) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
