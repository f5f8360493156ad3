package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.mapping.JsonPart.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of lookups.json: {@code {"country": {"CH": "Switzerland"}}}. */
final class LookupTables implements Function.Tables {

    private final Map<String, Map<String, Object>> tables;

    private LookupTables(Map<String, Map<String, Object>> tables) {
        this.tables = tables;
    }

    static LookupTables read(MappingFiles files, List<Problem> problems) {
        String file = files.name("lookups.json");
        Map<String, Map<String, Object>> tables = new HashMap<>();
        Optional<JsonPart> root = files.optional("lookups.json", problems);
        root.ifPresent(part -> part.members().forEach((name, table) -> {
            Map<String, Object> entries = new HashMap<>();
            table.value().members().forEach((key, entry) -> {
                JsonPart value = entry.value();
                if (value.is(Kind.TEXT) || value.is(Kind.NUMBER) || value.is(Kind.BOOLEAN)) {
                    entries.put(key, Value.of(value.toNode()));
                } else {
                    problems.add(Problem.error(new Location(file, value.line(), value.column()), "a table gives a text, a number, true or false, and this is " + value.kind().words())
                            .fix("write \"" + key + "\": \"value\""));
                }
            });
            if (!table.value().is(Kind.OBJECT)) {
                problems.add(Problem.error(new Location(file, table.line(), table.column()), "the table \"" + name + "\" is no object").fix("write \"" + name + "\": {\"key\": \"value\"}"));
            }
            tables.put(name, entries);
        }));
        return new LookupTables(tables);
    }

    @Override
    public Map<String, Object> find(String name) {
        return tables.get(name);
    }

    @Override
    public Set<String> names() {
        return tables.keySet();
    }
}
