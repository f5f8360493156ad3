package io.inletroutes.routes;

import io.inletroutes.Headings;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.mapping.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells of columns that a mapping needs and a heading has not; where the mapping was edited since the start, the edit is named first. */
final class MissingColumns {

    private static final int NAMED = 3;

    private final LiveMappings.Live live;
    private final Mapping mapping;
    private final Set<String> missing;
    private final Headings headings;

    /** @param missing some columns, sorted */
    MissingColumns(LiveMappings.Live live, Mapping mapping, Set<String> missing, Headings headings) {
        this.live = live;
        this.mapping = mapping;
        this.missing = missing;
        this.headings = headings;
    }

    Problem problem(String file) {
        String columns = missing.stream().map(column -> "\"" + column + "\"").collect(Collectors.joining(", "));
        Problem problem = Problem.error(new Location(file, 1, 0), "the heading has no column " + columns + ", which the mapping " + mapping.name() + " needs");
        Optional<LiveMappings.Edit> edit = live.lastEdit();
        String undo = "";
        for (String column : missing.stream().limit(NAMED).toList()) {
            Optional<Mapping.Need> need = mapping.need(column);
            if (need.isEmpty()) {
                continue; // the event id is made of it, as the route says
            }
            boolean fresh = edit.isPresent() && !edit.get().before().requiredColumns().contains(column);
            String since = !fresh ? "" : " since an edit at " + edit.get().at() + "; before it was " + edit.get().before().leaf(need.get().pointer()).orElse("no variable");
            undo = fresh && undo.isEmpty() ? "where the file is right, take the edit of " + need.get().location() + " back; else " : undo;
            problem = problem.with("mapping", need.get().location() + " asks for \"" + column + "\"" + since);
        }
        return problem.fix(undo + "name the columns as the mapping does" + suggestion() + "; the file has: " + String.join(", ", headings.names()));
    }

    private String suggestion() {
        List<String> alike = new ArrayList<>();
        for (String column : missing) {
            headings.names().stream().filter(name -> plain(name).equals(plain(column))).findFirst().ifPresent(name -> alike.add("\"" + name + "\" is meant for \"" + column + "\"?"));
        }
        return alike.isEmpty() ? "" : " (" + String.join(" ", alike) + ")";
    }

    private static String plain(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
