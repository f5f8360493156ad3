package io.inletroutes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The column names of one CSV file, shared by all its rows, so that a mapping looks a column up once per file. */
public final class Headings {

    private final List<String> names;
    private final Map<String, Integer> columns;

    /** @param names unique, in the file's order */
    public Headings(List<String> names) {
        this.names = List.copyOf(names);
        this.columns = new HashMap<>(names.size() * 2);
        for (int i = 0; i < this.names.size(); i++) {
            if (columns.put(this.names.get(i), i) != null) {
                throw new IllegalArgumentException("two columns are called \"" + this.names.get(i) + "\"");
            }
        }
    }

    public List<String> names() {
        return names;
    }

    /** The 0-based column of that name, -1 when there is none. */
    public int indexOf(String name) {
        return columns.getOrDefault(name, -1);
    }
}
