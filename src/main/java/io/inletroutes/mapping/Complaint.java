package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an inlet said of a payload, traced back to where it comes from: its place in the payload, the mapping's leaf, the event's column. */
record Complaint(Problem problem) {

    private static final Pattern PLACE = Pattern.compile("(?:^|[\\s;])#?((?:/[\\w@.~-]+)+): ");
    private static final String PAYLOAD = "payload";

    /** The same as it is where no variable fills that place. */
    Problem locate(List<VariableUse> variables) {
        Optional<String> pointer = pointer();
        Optional<VariableUse> use = pointer.flatMap(place -> variables.stream().filter(variable -> fits(variable.pointer(), place)).findFirst());
        if (use.isEmpty()) {
            return problem;
        }
        String path = use.get().pipe().path();
        List<Problem.Note> notes = new ArrayList<>(problem.notes());
        if (notes.stream().noneMatch(note -> note.label().equals(PAYLOAD))) {
            addBeforeFix(notes, new Problem.Note(PAYLOAD, pointer.get()));
        }
        addBeforeFix(notes, new Problem.Note("variable", path + Sources.member(path).map(column -> ", column " + column).orElse("")));
        return new Problem(problem.severity(), Location.of(use.get().location().file(), use.get().location().line()), problem.message(), notes);
    }

    private Optional<String> pointer() {
        for (Problem.Note note : problem.notes()) {
            if (note.label().equals(PAYLOAD)) {
                return Optional.of(note.text());
            }
        }
        Matcher place = PLACE.matcher(problem.message());
        return place.find() ? Optional.of(place.group(1).startsWith("/header/") ? place.group(1) : Shape.ENTITY + place.group(1)) : Optional.empty();
    }

    /** An element of an array that {@code $each} repeats comes from the first of the mapping. */
    private static boolean fits(String variable, String place) {
        return variable.equals(place) || variable.equals(place.replaceAll("/\\d+(?=/|$)", "/0"));
    }

    private static void addBeforeFix(List<Problem.Note> notes, Problem.Note note) {
        boolean fixed = !notes.isEmpty() && notes.get(notes.size() - 1).label().equals("fix");
        notes.add(fixed ? notes.size() - 1 : notes.size(), note);
    }
}
