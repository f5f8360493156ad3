package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A first mapping, guessed from a payload preview and one sample event: the preview with its sample values replaced by the fields
 * whose names are most like theirs. What is no sample value stays as it is.
 */
final class MappingDraft {

    private static final Set<String> SAMPLE_TEXTS = Set.of("string", "XXX");
    private static final Set<String> MADE_OF_THE_ORIGIN = Set.of("/header/msgId", "/header/xactionId", "/body/xdmEntity/_id");
    private static final String DATASET = "/header/datasetId";

    private final List<Unsure> unsure = new ArrayList<>();
    private final JsonNode mapping;

    /**
     * A leaf that somebody must look at.
     *
     * @param pointer its place in the payload
     * @param leaf    what the draft has there, null when it was left out
     * @param why     why it is not sure
     */
    record Unsure(String pointer, String leaf, String why) {
    }

    MappingDraft(JsonNode preview, JsonNode sample) {
        this.mapping = object("", preview, SampleField.of("$", sample));
    }

    JsonNode mapping() {
        return mapping;
    }

    List<Unsure> unsure() {
        return List.copyOf(unsure);
    }

    private ObjectNode object(String pointer, JsonNode preview, List<SampleField> fields) {
        ObjectNode draft = JsonNodeFactory.instance.objectNode();
        preview.properties().forEach(member -> {
            String place = pointer + "/" + member.getKey();
            JsonNode value = value(place, member.getKey(), member.getValue(), fields);
            if (value != null) {
                draft.set(member.getKey(), value);
            }
        });
        return draft;
    }

    private JsonNode value(String pointer, String name, JsonNode preview, List<SampleField> fields) {
        if (preview.isObject()) {
            return object(pointer, preview, fields);
        }
        if (preview.isArray()) {
            return array(pointer, name, preview, fields);
        }
        if (pointer.equals(DATASET) && preview.asText().startsWith("string")) {
            unsure.add(new Unsure(pointer, null, "left out; write the dataset's id to name one"));
            return null;
        }
        if (MADE_OF_THE_ORIGIN.contains(pointer)) {
            return text("${variable.eventId}");
        }
        boolean constant = !isSample(preview) || pointer.startsWith("/body/xdmMeta") || pointer.contains("/schemaRef/")
                || pointer.startsWith("/body/xdmEntity/identityMap/") && name.equals("primary");
        return constant ? preview : leaf(pointer, name, preview, fields);
    }

    private JsonNode array(String pointer, String name, JsonNode preview, List<SampleField> fields) {
        ArrayNode draft = JsonNodeFactory.instance.arrayNode();
        if (preview.size() != 1) {
            preview.forEach(element -> draft.add(element));
            return draft;
        }
        JsonNode element = preview.get(0);
        if (element.isValueNode()) {
            SampleField list = best(name, fields.stream().filter(SampleField::isRepeatedScalar).toList());
            String path = list == null ? "$." + name + "[*]?" : list.path() + "[*]?";
            unsure.add(new Unsure(pointer, path, list == null ? "no list of the sample is called so" : "check that this is the list meant"));
            return draft.add(path);
        }
        boolean identity = pointer.startsWith("/body/xdmEntity/identityMap/");
        List<SampleField> repeated = fields.stream().filter(SampleField::isRepeatedObject).toList();
        SampleField list = identity ? null : best(name, repeated);
        if (list == null && !identity && repeated.size() == 1) {
            list = repeated.get(0);
        }
        if (list == null) {
            ObjectNode single = object(pointer + "/0", element, identity ? namespaced(name, fields) : fields);
            return draft.add(single);
        }
        unsure.add(new Unsure(pointer, list.path() + "[*]", "check that one element per match is meant"));
        ObjectNode each = JsonNodeFactory.instance.objectNode();
        each.put("$each", list.path() + "[*]");
        each.setAll(object(pointer + "/0", element, SampleField.of("@", list.value().get(0))));
        return draft.add(each);
    }

    /** In {@code identityMap.Email[0].id} it is the namespace that says which field is meant. */
    private static List<SampleField> namespaced(String namespace, List<SampleField> fields) {
        SampleField match = best(namespace, fields.stream().filter(field -> field.value().isValueNode()).toList());
        return match == null ? List.of() : List.of(new SampleField(match.path(), SampleField.words("id"), match.way(), match.value()));
    }

    private JsonNode leaf(String pointer, String name, JsonNode preview, List<SampleField> fields) {
        List<SampleField> scalars = fields.stream().filter(field -> field.value().isValueNode()).toList();
        SampleField match = best(name, scalars);
        if (match == null && name.equals("timestamp")) {
            match = scalars.stream().filter(field -> SampleTime.isTime(field.value().asText())).findFirst().orElse(null);
        }
        String date = SampleTime.function(preview.asText(), match == null ? "" : match.value().asText());
        if (match == null && name.equals("timestamp")) {
            unsure.add(new Unsure(pointer, "${variable.eventTime}", "the time of the file, message or tick; name a field if the event has its own"));
            return text("${variable.eventTime}");
        }
        if (match == null) {
            String path = "$." + name + "?";
            unsure.add(new Unsure(pointer, path, "no field of the sample is called so; name one, or take the line out"));
            return text(path);
        }
        String leaf = match.path() + date;
        if (!match.words().equals(SampleField.words(name))) {
            unsure.add(new Unsure(pointer, leaf, match.words().stream().anyMatch(SampleField.words(name)::contains)
                    ? "only part of the name is the same" : "the first point in time of the sample"));
        } else if (!date.isEmpty()) {
            unsure.add(new Unsure(pointer, leaf, "check the pattern and the time zone"));
        }
        return text(leaf);
    }

    /** The field whose name shares most words; the same name wins over a part of it, an earlier field over a later one. */
    private static SampleField best(String name, List<SampleField> fields) {
        Set<String> wanted = SampleField.words(name);
        SampleField best = null;
        double bestScore = 0;
        for (SampleField field : fields) {
            double score = field.words().equals(wanted) ? 2 : overlap(wanted, field.words());
            if (score > bestScore) {
                best = field;
                bestScore = score;
            }
        }
        return best;
    }

    /** Shared words, as a part of all words; nothing when neither name holds the whole other one. */
    private static double overlap(Set<String> one, Set<String> other) {
        boolean within = one.containsAll(other) || other.containsAll(one);
        return within ? (double) Math.min(one.size(), other.size()) / Math.max(one.size(), other.size()) : 0;
    }

    private static boolean isSample(JsonNode preview) {
        if (preview.isTextual()) {
            return SAMPLE_TEXTS.contains(preview.textValue()) || preview.textValue().matches("\\d{4}-\\d\\d-\\d\\d(T[\\d:.]+Z)?");
        }
        return preview.isNumber() && (preview.asDouble() == 10 || preview.asDouble() == 10.5) || preview.isBoolean();
    }

    private static JsonNode text(String leaf) {
        return JsonNodeFactory.instance.textNode(leaf);
    }
}
