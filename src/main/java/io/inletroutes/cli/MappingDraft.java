package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A first mapping, guessed from a payload preview and sample events: the preview with its sample values replaced by the fields whose
 * names and values are most like theirs. A sample value for which no field is likely stays, so that {@code check} stops it.
 */
final class MappingDraft {

    private static final Set<String> MADE_OF_THE_ORIGIN = Set.of("/header/msgId", "/header/xactionId");
    private static final Pattern KEY = Pattern.compile("(?=.*\\d)[\\p{L}\\d_-]{4,60}");
    private static final Pattern NAMED_KEY = Pattern.compile("[\\p{L}\\d_-]{1,60}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final int KEYS_SHOWN = 3;
    private static final String DATASET = "/header/datasetId";
    private static final String ID = "/body/xdmEntity/_id";
    private static final String TIMESTAMP = "/body/xdmEntity/timestamp";
    private static final String IDENTITIES = "/body/xdmEntity/identityMap/";

    private final List<Unsure> unsure = new ArrayList<>();
    private final Map<String, List<String>> users = new LinkedHashMap<>();
    private final List<SampleField> fields;
    private final JsonNode mapping;

    /**
     * A leaf that somebody must look at.
     *
     * @param pointer its place in the payload
     * @param leaf    what the draft has there, null when it was left out or kept its sample value
     * @param why     why it is not sure
     */
    record Unsure(String pointer, String leaf, String why) {
    }

    /** Where a value stands: the words above it, the fields that may fill it. */
    private record Scope(Set<String> around, List<SampleField> fields) {

        Scope under(String name) {
            Set<String> words = new LinkedHashSet<>(around);
            words.addAll(Words.of(name));
            return new Scope(words, fields);
        }

        List<SampleField> scalars() {
            return fields.stream().filter(SampleField::isScalar).toList();
        }
    }

    MappingDraft(JsonNode preview, List<JsonNode> samples) {
        this.fields = SampleField.of("$", samples);
        this.mapping = object("", preview, new Scope(Set.of(), fields));
        users.values().stream().filter(pointers -> pointers.size() > 1).forEach(this::doubtAll);
    }

    /** Two places of one field: one of them may want another. */
    private void doubtAll(List<String> pointers) {
        for (String pointer : pointers) {
            if (unsure.stream().noneMatch(leaf -> leaf.pointer().equals(pointer))) {
                String other = pointers.stream().filter(one -> !one.equals(pointer)).findFirst().orElseThrow();
                unsure.add(new Unsure(pointer, mapping.at(pointer).asText(), other + " takes the same field"));
            }
        }
    }

    JsonNode mapping() {
        return mapping;
    }

    /** Fields of the samples that no leaf names, in their order. */
    List<String> unused() {
        String leaves = mapping.toString().replace("\\\\", "\\");
        return fields.stream().filter(field -> !field.values().isEmpty()).map(SampleField::path)
                .filter(path -> !Pattern.compile(Pattern.quote(path) + "(?![\\w.])").matcher(leaves).find()).toList();
    }

    List<Unsure> unsure() {
        return List.copyOf(unsure);
    }

    private ObjectNode object(String pointer, JsonNode preview, Scope scope) {
        ObjectNode draft = JsonNodeFactory.instance.objectNode();
        preview.properties().forEach(member -> {
            String place = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
            JsonNode value = value(place, member.getKey(), member.getValue(), scope);
            if (value != null) {
                draft.set(member.getKey(), value);
            }
        });
        return draft;
    }

    private JsonNode value(String pointer, String name, JsonNode preview, Scope scope) {
        boolean outer = pointer.equals("/header") || pointer.equals("/body") || pointer.equals("/body/xdmEntity") || name.startsWith("_");
        if (preview.isObject()) {
            return object(pointer, preview, outer ? scope : scope.under(name));
        }
        if (preview.isArray()) {
            return array(pointer, name, preview, scope);
        }
        if (pointer.equals(DATASET) && preview.asText().startsWith("string")) {
            unsure.add(new Unsure(pointer, null, "left out; write the dataset's id to name one"));
            return null;
        }
        if (MADE_OF_THE_ORIGIN.contains(pointer)) {
            return text("${variable.eventId}");
        }
        boolean constant = !isSample(preview) || pointer.startsWith("/body/xdmMeta") || pointer.contains("/schemaRef/")
                || pointer.startsWith(IDENTITIES) && name.equals("primary");
        return constant ? preview : pointer.equals(ID) ? id(scope) : leaf(pointer, name, preview, scope);
    }

    private JsonNode id(Scope scope) {
        for (SampleField field : scope.scalars()) {
            Set<String> more = new LinkedHashSet<>(field.words());
            more.removeAll(Set.of("id", "message", "event"));
            boolean unique = new LinkedHashSet<>(field.texts()).size() == field.values().size();
            if (more.isEmpty() && field.words().contains("id") && field.way().isEmpty() && field.missing() == 0 && unique) {
                unsure.add(new Unsure(ID, field.path(), "check that it is another one for each event"));
                return text(field.path());
            }
        }
        List<SampleField> likely = scope.scalars().stream().filter(field -> field.missing() == 0 && isKey(field)).toList();
        boolean called = likely.stream().anyMatch(field -> field.words().contains("id"));
        List<String> keys = likely.stream().filter(field -> !called || field.words().contains("id")).map(SampleField::path).limit(KEYS_SHOWN).toList();
        unsure.add(new Unsure(ID, "${variable.eventId}", "made of where the event comes from, a file's name included; a field that no two events share is better"
                + (keys.isEmpty() ? "" : ", such as " + String.join(" or ", keys))));
        return text("${variable.eventId}");
    }

    /** A text or number without blanks, dots and the like, another in each event. */
    private static boolean isKey(SampleField field) {
        List<String> texts = field.texts();
        Pattern form = field.words().contains("id") ? NAMED_KEY : KEY;
        boolean postal = field.words().contains("postal") || field.words().contains("year");
        return !postal && new LinkedHashSet<>(texts).size() == texts.size() && texts.stream().allMatch(text -> form.matcher(text).matches() && !DAY.matcher(text).matches());
    }

    private JsonNode array(String pointer, String name, JsonNode preview, Scope scope) {
        ArrayNode draft = JsonNodeFactory.instance.arrayNode();
        if (preview.size() != 1) {
            preview.forEach(draft::add);
            return draft;
        }
        JsonNode element = preview.get(0);
        if (element.isValueNode()) {
            return list(pointer, name, element, scope);
        }
        Scope inner = scope.under(name);
        if (pointer.startsWith(IDENTITIES)) {
            return draft.add(identity(pointer + "/0", name, element, scope));
        }
        Optional<SampleField> list = repeated(pointer, name, element, scope);
        if (list.isEmpty()) {
            return draft.add(object(pointer + "/0", element, inner));
        }
        String path = list.get().path() + "[*]" + (list.get().missing() > 0 ? "?" : "");
        unsure.add(new Unsure(pointer, path, "check that one element per match is meant"));
        ObjectNode each = JsonNodeFactory.instance.objectNode();
        each.put("$each", path);
        each.setAll(object(pointer + "/0", element, new Scope(inner.around(), SampleField.of("@", list.get().elements()))));
        return draft.add(each);
    }

    /** The list called so; else the one whose elements have most of the names wanted. */
    private static Optional<SampleField> repeated(String pointer, String name, JsonNode element, Scope scope) {
        List<SampleField> lists = scope.fields().stream().filter(SampleField::isRepeatedObject).toList();
        Optional<FieldMatch> called = FieldMatch.find(Words.of(name), scope.around(), lists);
        if (called.isPresent()) {
            return called.map(FieldMatch::field);
        }
        record Alike(SampleField list, int filled) {
        }
        return lists.stream().map(list -> new Alike(list, filled(pointer, element, new Scope(scope.under(name).around(), SampleField.of("@", list.elements())))))
                .filter(alike -> alike.filled() > 0 && 2 * alike.filled() >= element.size()).max(Comparator.comparingInt(Alike::filled)).map(Alike::list);
    }

    private static int filled(String pointer, JsonNode element, Scope scope) {
        return (int) element.properties().stream().filter(member -> FieldMatch.find(wanted(pointer + "/" + member.getKey(), member.getKey()), scope.around(), scope.scalars()).isPresent()).count();
    }

    private JsonNode list(String pointer, String name, JsonNode element, Scope scope) {
        Optional<FieldMatch> match = FieldMatch.find(Words.of(name), scope.around(), scope.fields().stream().filter(SampleField::isRepeatedScalar).toList());
        ArrayNode draft = JsonNodeFactory.instance.arrayNode();
        if (match.isEmpty()) {
            unsure.add(new Unsure(pointer, null, "no list of the sample is called so; write [\"$.field[*]\"], or take the line out"));
            return draft.add(element);
        }
        String path = match.get().field().path() + "[*]" + (match.get().field().missing() > 0 ? "?" : "");
        if (!match.get().isSure()) {
            unsure.add(new Unsure(pointer, path, match.get().why()));
        }
        return draft.add(path);
    }

    /** In {@code identityMap.Email[0].id} it is the namespace that says which field is meant. */
    private ObjectNode identity(String pointer, String namespace, JsonNode element, Scope scope) {
        ObjectNode draft = JsonNodeFactory.instance.objectNode();
        element.properties().forEach(member -> {
            String place = pointer + "/" + member.getKey();
            draft.set(member.getKey(), value(place, member.getKey().equals("id") ? namespace : member.getKey(), member.getValue(), scope));
        });
        return draft;
    }

    private static Set<String> wanted(String pointer, String name) {
        Set<String> wanted = Words.of(name);
        return wanted.isEmpty() ? Words.of(pointer.replaceAll("/\\d+$", "").replaceAll(".*/", "")) : wanted;
    }

    private JsonNode leaf(String pointer, String name, JsonNode preview, Scope scope) {
        Optional<FieldMatch> match = pointer.equals(TIMESTAMP) ? FieldMatch.time(scope.scalars()) : FieldMatch.find(wanted(pointer, name), scope.around(), scope.scalars());
        if (match.isEmpty() && name.equals("value")) {
            List<SampleField> amounts = scope.scalars().stream().filter(field -> !field.words().contains("id")).toList();
            match = FieldMatch.find(Words.of(pointer.replaceAll("(/\\d+)?/[^/]*$", "").replaceAll(".*/", "")), scope.around(), amounts);
        }
        if (match.isEmpty() && pointer.equals(TIMESTAMP)) {
            unsure.add(new Unsure(pointer, "${variable.eventTime}", "the time of the file, message or tick; name a field if the event has its own"));
            return text("${variable.eventTime}");
        }
        if (match.isEmpty()) {
            unsure.add(new Unsure(pointer, null, name.equals("value") && preview.isNumber() ? "no field of the sample is called so; if it counts the event, write 1"
                    : "no field of the sample is called so; name one, write a constant, or take the line out"));
            return preview;
        }
        SampleField field = match.get().field();
        SampleType type = SampleType.of(preview, field);
        if (!type.fits()) {
            unsure.add(new Unsure(pointer, null, "perhaps " + field.path() + ", but " + type.why()));
            return preview;
        }
        boolean required = pointer.equals(TIMESTAMP);
        if (!required && !pointer.startsWith(IDENTITIES)) {
            users.computeIfAbsent(field.path() + (field.path().startsWith("@") ? pointer.replaceAll("/[^/]*$", "") : ""), path -> new ArrayList<>()).add(pointer);
        }
        String leaf = field.path() + (field.missing() > 0 && !required ? "?" : "") + type.function();
        String empty = field.missing() == 0 ? "" : required ? "sometimes empty, and the event refused then" : "sometimes empty, and left out then";
        List<String> why = new ArrayList<>(List.of(match.get().why(), type.why(), empty));
        why.removeIf(String::isEmpty);
        if (!why.isEmpty()) {
            unsure.add(new Unsure(pointer, leaf, String.join("; ", why)));
        }
        return text(leaf);
    }

    private static boolean isSample(JsonNode preview) {
        if (preview.isTextual()) {
            return preview.textValue().matches("string|XXX|string - .*|\\d{4}-\\d\\d-\\d\\d(T[\\d:.]+Z)?");
        }
        return preview.isNumber() && (preview.asDouble() == 10 || preview.asDouble() == 10.5) || preview.isBoolean();
    }

    private static JsonNode text(String leaf) {
        return JsonNodeFactory.instance.textNode(leaf);
    }
}
