package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.mapping.JsonPart.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A payload preview: the contract a mapping has to keep. Read as people paste it; what is certainly meant is repaired.
 *
 * @param file how problems call it
 * @param root the payload: {@code header} and {@code body}
 */
record Preview(String file, JsonPart root) {

    /** Where the event's own id stands, for system-generated events. */
    static final String EVENT_ID = "/body/xdmEntity/_experience/campaign/orchestration/eventID";

    private static final Pattern SAMPLE_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern SAMPLE_DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    /** What came of reading a preview. */
    record Reading(Optional<Preview> preview, List<Problem> problems) {
    }

    static Reading read(String file, String text) {
        ReadJson json = JsonReader.readPasted(file, text);
        List<Problem> problems = new ArrayList<>(json.problems());
        Optional<JsonPart> root = json.part().flatMap(part -> payload(file, part, problems));
        root.ifPresent(part -> checkShape(file, part, problems));
        boolean refused = problems.stream().anyMatch(Problem::isError);
        return new Reading(refused ? Optional.empty() : root.map(part -> new Preview(file, part)), problems);
    }

    /** Whether this value of a preview stands where a variable goes. */
    static boolean isSample(JsonPart part) {
        return switch (part.kind()) {
            case NUMBER -> part.text().equals("10") || part.text().equals("10.5");
            case BOOLEAN -> part.text().equals("true");
            case TEXT -> part.text().equals("string") || part.text().equals("XXX") || part.text().startsWith("string - ")
                    || isTime(part) || SAMPLE_DATE.matcher(part.text()).matches();
            default -> false;
        };
    }

    /** Whether the preview shows a date-time here. */
    static boolean isTime(JsonPart part) {
        return part.is(Kind.TEXT) && SAMPLE_TIME.matcher(part.text()).matches();
    }

    /** Whether the preview says itself that the key may be left out. */
    static boolean isOptional(JsonPart part) {
        return part.is(Kind.TEXT) && part.text().startsWith("string - ") && part.text().contains("not mandatory");
    }

    private static Optional<JsonPart> payload(String file, JsonPart part, List<Problem> problems) {
        if (part.is(Kind.ARRAY)) {
            return only(file, part, "an array", problems);
        }
        Optional<JsonPart> messages = part.member("messages").filter(m -> m.is(Kind.ARRAY) && part.member("header").isEmpty());
        return messages.isPresent() ? only(file, messages.get(), "a batch (messages)", problems) : Optional.of(part);
    }

    private static Optional<JsonPart> only(String file, JsonPart array, String what, List<Problem> problems) {
        Location place = new Location(file, array.line(), array.column());
        if (array.elements().size() != 1) {
            problems.add(Problem.error(place, what + " of " + array.elements().size() + " payloads is no payload preview")
                    .fix("keep the preview of one event: an object with header and body"));
            return Optional.empty();
        }
        problems.add(Problem.warning(place, what + " around one payload; read as that payload").fix("nothing to do; paste the payload alone to silence this"));
        return payload(file, array.elements().get(0), problems);
    }

    private static void checkShape(String file, JsonPart root, List<Problem> problems) {
        Location place = new Location(file, root.line(), root.column());
        if (!root.is(Kind.OBJECT)) {
            problems.add(Problem.error(place, root.kind().words() + " is no payload preview").fix("paste the whole preview: an object with header and body"));
            return;
        }
        if (root.member("header").isEmpty() && root.member("body").isEmpty()) {
            boolean entity = root.member("_id").isPresent() || root.member("xdmEntity").isPresent() || root.member("timestamp").isPresent();
            Optional<String> inside = root.members().entrySet().stream()
                    .filter(member -> member.getValue().value().member("header").isPresent() && member.getValue().value().member("body").isPresent()).map(Map.Entry::getKey).findFirst();
            problems.add(Problem.error(place, entity ? "this is the xdmEntity alone; header and body are missing" : "header and body are missing")
                    .fix(inside.map(key -> "they stand in \"" + key + "\": paste that object alone").orElse("copy the whole payload preview, from its first { to its last }")));
            return;
        }
        for (String[] path : new String[][] {{"header"}, {"body"}, {"body", "xdmEntity"}}) {
            Optional<JsonPart> found = root.find(path);
            if (found.isEmpty() || !found.get().is(Kind.OBJECT)) {
                problems.add(Problem.error(place, String.join(".", path) + (found.isEmpty() ? " is missing" : " is no object"))
                        .fix("copy the whole payload preview, from its first { to its last }"));
                return;
            }
        }
        checkSchemaRefs(file, root, problems);
    }

    private static void checkSchemaRefs(String file, JsonPart root, List<Problem> problems) {
        Optional<JsonPart> header = root.find("header", "schemaRef");
        Optional<JsonPart> meta = root.find("body", "xdmMeta", "schemaRef");
        JsonPart holder = root.find("header").orElse(root);
        if (header.isEmpty() || header.get().member("id").isEmpty()) {
            problems.add(Problem.error(new Location(file, holder.line(), holder.column()), "header.schemaRef is missing")
                    .fix("the inlet finds the schema by it: copy the whole payload preview again"));
            return;
        }
        if (meta.isEmpty()) {
            JsonPart body = root.find("body").orElse(root);
            problems.add(Problem.warning(new Location(file, body.line(), body.column()), "body.xdmMeta.schemaRef is missing")
                    .fix("copy the payload preview again, or ask who changed it"));
            return;
        }
        for (String key : new String[] {"id", "contentType"}) {
            Optional<JsonPart> one = header.get().member(key);
            Optional<JsonPart> other = meta.get().member(key);
            if (one.isPresent() && (other.isEmpty() || !one.get().sameScalar(other.get()))) {
                JsonPart at = other.orElse(meta.get());
                problems.add(Problem.warning(new Location(file, at.line(), at.column()),
                        "header.schemaRef." + key + " and body.xdmMeta.schemaRef." + key + " differ")
                        .fix("the inlet takes them to be the same; the header's is in line " + one.get().line()));
            }
        }
    }
}
