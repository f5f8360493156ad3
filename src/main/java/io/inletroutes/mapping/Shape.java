package io.inletroutes.mapping;

import io.inletroutes.mapping.JsonPart.Kind;
import java.util.Optional;

/**
 * One place of the payload as preview and schema describe it.
 *
 * @param preview what the preview shows there, null when it has no such place
 * @param schema  what schema.json says there
 * @param pointer JSON pointer of the place, with {@link Leaf#INDEX} under {@code $each}
 */
record Shape(JsonPart preview, SchemaPlace schema, String pointer) {

    static final String ENTITY = "/body/xdmEntity";

    Shape key(String key, SchemaPlace entity) {
        String place = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
        JsonPart shown = preview == null ? null : preview.member(key).orElse(null);
        return new Shape(shown, place.equals(ENTITY) ? entity : schema.key(key), place);
    }

    /** An element of an array; previews show the first for all. */
    Shape element(int index, boolean repeated) {
        JsonPart shown = preview == null || preview.elements().isEmpty() ? null
                : preview.elements().get(Math.min(index, preview.elements().size() - 1));
        return new Shape(shown, schema.element(), pointer + "/" + (repeated ? String.valueOf(Leaf.INDEX) : index));
    }

    /** The pointer as people read it. */
    String readable() {
        return pointer.replace(Leaf.INDEX, '0');
    }

    /** The type of a leaf there: what the schema says, else what the preview shows. */
    Expected expected() {
        Optional<Expected> said = schema.expected();
        if (said.isPresent()) {
            return said.get();
        }
        if (preview == null) {
            return Expected.ANYTHING;
        }
        return switch (preview.kind()) {
            case NUMBER -> new Expected(isWhole(preview.text()) ? LeafType.INTEGER : LeafType.NUMBER, "preview shows " + preview.text());
            case BOOLEAN -> new Expected(LeafType.BOOLEAN, "preview shows " + preview.text());
            case TEXT -> Preview.isTime(preview) ? new Expected(LeafType.DATE_TIME, "preview shows a date-time") : new Expected(LeafType.TEXT, "preview shows text");
            case OBJECT -> new Expected(LeafType.OBJECT, "preview shows an object");
            case ARRAY -> new Expected(LeafType.ARRAY, "preview shows an array");
            default -> Expected.ANYTHING;
        };
    }

    boolean shows(Kind kind) {
        return preview != null && preview.is(kind);
    }

    private static boolean isWhole(String digits) {
        return digits.chars().allMatch(c -> c == '-' || Numbers.isDigit((char) c));
    }
}
