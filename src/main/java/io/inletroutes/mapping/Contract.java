package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.mapping.JsonPart.Kind;
import io.inletroutes.mapping.JsonPart.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares a mapping with its preview while it is compiled: constants that must not change, sample values left over, keys left out
 * and added, values of another type.
 */
final class Contract {

    /** Constants by which the inlet tells what it is sent, with the name people know them by. */
    private static final Map<String, String> CONSTANTS = new LinkedHashMap<>();

    static {
        CONSTANTS.put("/header/msgType", "msgType");
        CONSTANTS.put("/header/schemaRef/id", "schemaRef");
        CONSTANTS.put("/header/schemaRef/contentType", "schemaRef");
        CONSTANTS.put("/header/source/name", "source");
        CONSTANTS.put("/body/xdmMeta/schemaRef/id", "schemaRef");
        CONSTANTS.put("/body/xdmMeta/schemaRef/contentType", "schemaRef");
        CONSTANTS.put(Preview.EVENT_ID, "eventID");
    }

    private static final Set<String> MADE_BY_SENDER = Set.of("/header/msgId", "/header/xactionId");
    private static final Pattern PRIMARY = Pattern.compile("/body/xdmEntity/identityMap/[^/]+/[^/]+/primary");

    private final Preview preview;
    private final String file;
    private final Set<String> same;
    private final String organisationSetting;
    private final Optional<String> organisation;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param same         pointers of leaves that equal the preview's sample on purpose
     * @param organisationSetting name of the inlet's setting for the organisation
     * @param organisation        its value, where it has one
     */
    Contract(Preview preview, String file, Set<String> same, String organisationSetting, Optional<String> organisation) {
        this.preview = preview;
        this.file = file;
        this.same = same;
        this.organisationSetting = organisationSetting;
        this.organisation = organisation;
    }

    /** Whether the mapping says in {@code $same} that a leaf is right as it stands. */
    boolean isMeant(String place) {
        return same.contains(place);
    }

    /** Whether a place holds a constant by which the inlet tells what it is sent. */
    boolean isFixed(String place) {
        return CONSTANTS.containsKey(place);
    }

    /** What was found so far. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** A leaf that is the same for every event. */
    void constant(Shape shape, JsonPart part, JsonPart value) {
        String place = shape.readable();
        JsonPart shown = shape.preview();
        if (CONSTANTS.containsKey(place)) {
            checkConstant(place, part, value, shown);
        } else if (MADE_BY_SENDER.contains(place) && shown != null && value.sameScalar(shown)) {
            add(Problem.error(at(part), "the preview's " + name(place) + " is left over").payload(place).fix("write ${variable.eventId}: each event its own, and the same again when it is sent again"));
        } else if (shown != null && value.sameScalar(shown) && Preview.isSample(shown) && !PRIMARY.matcher(place).matches() && !same.contains(place)) {
            add(Problem.error(at(part), "a sample value of the preview is left over").payload(place).fix(Preview.isOptional(shown)
                    ? "write the value, or delete the key: it may be left out"
                    : "write where the value comes from, as $.field; if this very value is meant, list \"" + place + "\" in \"$same\""));
        } else if (place.equals("/header/imsOrgId") && organisation.isPresent() && !organisation.get().equals(value.text())) {
            add(Problem.warning(at(part), "imsOrgId is not the organisation of the settings").payload(place).fix("write {{" + organisationSetting + "}}, or correct that setting"));
        }
    }

    private void checkConstant(String place, JsonPart part, JsonPart value, JsonPart shown) {
        if (shown == null) {
            if (place.equals(Preview.EVENT_ID)) {
                add(Problem.error(at(part), "the preview has no eventID, and an eventID is never made up").payload(place)
                        .fix("save the event, open it again and paste its preview; delete the key if the event is rule-based"));
            }
        } else if (!value.sameScalar(shown)) {
            add(changed(place, part, shown));
        }
    }

    private Problem changed(String place, JsonPart part, JsonPart shown) {
        return Problem.error(at(part), CONSTANTS.get(place) + " differs from the preview").payload(place)
                .fix("copy it from " + preview.file() + ":" + shown.line());
    }

    /** A leaf that an event fills. */
    void variable(Shape shape, JsonPart part) {
        if (CONSTANTS.containsKey(shape.readable()) && shape.preview() != null) {
            add(changed(shape.readable(), part, shape.preview()));
        }
    }

    /** The keys of an object, beside those the preview shows. */
    void keys(Shape shape, JsonPart object) {
        if (!shape.shows(Kind.OBJECT)) {
            return;
        }
        Map<String, Member> shown = shape.preview().members();
        shown.forEach((key, member) -> {
            if (!object.members().containsKey(key)) {
                leftOut(shape, object, key, member.value());
            }
        });
        object.members().forEach((key, member) -> {
            if (!shown.containsKey(key) && !key.startsWith("$") && !shape.schema().key(key).isKnown()) {
                List<String> others = new ArrayList<>(shown.keySet());
                others.removeAll(object.members().keySet());
                String place = shape.key(key, SchemaPlace.unknown()).readable();
                if (!place.equals(Preview.EVENT_ID)) {
                    add(Problem.warning(new Location(file, member.line(), member.column()), "the preview has no key \"" + key + "\" here" + Suggestion.of(key, others))
                            .payload(place).fix("the inlet refuses keys that its schema does not know: correct the key, or paste the newest preview"));
                }
            }
        });
    }

    private void leftOut(Shape shape, JsonPart object, String key, JsonPart shown) {
        String place = shape.key(key, SchemaPlace.unknown()).readable();
        Optional<String> constant = CONSTANTS.keySet().stream().filter(c -> (c + "/").startsWith(place + "/")).filter(c -> shownAt(shown, c.substring(place.length()))).findFirst();
        if (constant.isPresent()) {
            add(Problem.error(at(object), CONSTANTS.get(constant.get()) + " of the preview is left out").payload(constant.get())
                    .fix("copy \"" + key + "\" from " + preview.file() + ":" + shown.line()));
        } else if (!Preview.isOptional(shown)) {
            add(Problem.warning(at(object), "the key \"" + key + "\" of the preview is left out").payload(place)
                    .fix("nothing is sent there; if that is wrong, copy it from " + preview.file() + ":" + shown.line()));
        }
    }

    private static boolean shownAt(JsonPart part, String pointer) {
        return pointer.isEmpty() || part.find(pointer.substring(1).split("/")).isPresent();
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private Location at(JsonPart part) {
        return new Location(file, part.line(), part.column());
    }

    /** Takes a problem that concerns what is sent, not whether the mapping can be compiled. */
    void add(Problem problem) {
        problems.add(problem);
    }
}
