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

/**
 * What changed when a new preview was pasted over the one a mapping was written for. The old one is gone: keys are compared with the
 * mapping's, types with those that the cases expect.
 */
final class Drift {

    private final Preview preview;
    private final String file;
    private final JsonPart mapping;
    private final List<String> came = new ArrayList<>();
    private final List<String> went = new ArrayList<>();
    private final Map<String, String> changed = new LinkedHashMap<>();
    private boolean misspelt = true;

    private Drift(Preview preview, String file, JsonPart mapping) {
        this.preview = preview;
        this.file = file;
        this.mapping = mapping;
    }

    /**
     * The report, empty when preview and mapping belong together.
     *
     * @param name  of the mapping
     * @param cases whose payloads show the types that the mapping gave; empty when the schema says which are right
     */
    static Optional<Problem> between(String name, Preview preview, String file, JsonPart mapping, Optional<JsonPart> cases) {
        Drift drift = new Drift(preview, file, mapping);
        drift.keys(preview.root(), mapping, "");
        cases.ifPresent(list -> MappingCases.list(list).forEach(drift::types));
        return drift.report(name);
    }

    private void keys(JsonPart shown, JsonPart mine, String pointer) {
        if (shown.is(Kind.ARRAY) && mine.is(Kind.ARRAY) && !shown.elements().isEmpty() && !mine.elements().isEmpty()) {
            keys(shown.elements().get(0), mine.elements().get(0), pointer + "/0");
        }
        if (!shown.is(Kind.OBJECT) || !mine.is(Kind.OBJECT)) {
            return;
        }
        List<String> missing = new ArrayList<>(shown.members().keySet());
        missing.removeAll(mine.members().keySet());
        shown.members().forEach((key, member) -> {
            if (!missing.contains(key)) {
                keys(member.value(), mine.members().get(key).value(), place(pointer, key));
            } else if (!Preview.isOptional(member.value())) {
                came.add(place(pointer, key) + " (" + preview.file() + ":" + member.line() + ")");
            }
        });
        mine.members().forEach((key, member) -> {
            if (!key.startsWith("$") && !shown.members().containsKey(key)) {
                went.add(place(pointer, key) + at(member));
                misspelt &= Suggestion.nearest(key, missing).isPresent();
            }
        });
    }

    private void types(JsonPart one) {
        one.member("payload").ifPresent(payload -> types(preview.root(), payload, ""));
        preview.root().find("body", "xdmEntity").ifPresent(shown -> one.member("entity").ifPresent(entity -> types(shown, entity, Shape.ENTITY)));
    }

    private void types(JsonPart shown, JsonPart given, String pointer) {
        if (shown.is(Kind.OBJECT) && given.is(Kind.OBJECT)) {
            shown.members().forEach((key, member) -> given.member(key).ifPresent(value -> types(member.value(), value, place(pointer, key))));
        } else if (shown.is(Kind.ARRAY) && given.is(Kind.ARRAY) && !shown.elements().isEmpty()) {
            given.elements().forEach(element -> types(shown.elements().get(0), element, pointer + "/0"));
        } else if (!fits(shown, given)) {
            changed.putIfAbsent(pointer, pointer + " from " + words(given) + " to " + words(shown) + find(pointer).map(this::at).orElse(""));
        }
    }

    /** A fraction where the preview shows an integer may come from ~> number. */
    private static boolean fits(JsonPart shown, JsonPart given) {
        return shown.kind() == given.kind() || shown.is(Kind.NULL);
    }

    private static String words(JsonPart part) {
        return part.is(Kind.NUMBER) ? "a number" : part.kind().words();
    }

    private Optional<Member> find(String pointer) {
        JsonPart part = mapping;
        Member found = null;
        for (String step : pointer.substring(1).split("/")) {
            String key = step.replace("~1", "/").replace("~0", "~");
            if (part.is(Kind.ARRAY)) {
                part = part.elements().isEmpty() ? part : part.elements().get(0);
            } else if (part.members().containsKey(key)) {
                found = part.members().get(key);
                part = found.value();
            } else {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(found);
    }

    private Optional<Problem> report(String name) {
        boolean keys = !went.isEmpty() && !misspelt && came.size() + went.size() > 1;
        if (!keys && changed.isEmpty()) {
            return Optional.empty();
        }
        List<String> counts = new ArrayList<>();
        count(counts, came.size(), "came");
        count(counts, went.size(), "went");
        count(counts, changed.size(), "changed type");
        Problem problem = Problem.warning(Location.of(file), "the preview has changed since this mapping was written: " + String.join(", ", counts));
        for (String place : came) {
            problem = problem.with("came", place);
        }
        for (String place : went) {
            problem = problem.with("went", place);
        }
        for (String place : changed.values()) {
            problem = problem.with("changed", place);
        }
        return Optional.of(problem.fix("inlet-routes update " + name + " --preview " + preview.file() + " puts new keys in their place; correct the other lines, then check --accept takes the cases along"));
    }

    private static void count(List<String> counts, int count, String what) {
        if (count > 0) {
            counts.add(count + (counts.isEmpty() ? count == 1 ? " key " : " keys " : " ") + what);
        }
    }

    private String at(Member member) {
        return " (" + file + ":" + member.line() + ")";
    }

    private static String place(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
