package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.jsonpath.JsonPath;
import java.util.List;

/** An array with one object per match of a path: {@code $each}. Elements left empty are left out. */
final class EachPart implements Part {

    private final Leaf leaf;
    private final JsonPath path;
    private final boolean optional;
    private final Part element;

    EachPart(Leaf leaf, JsonPath path, boolean optional, Part element) {
        this.leaf = leaf;
        this.path = path;
        this.optional = optional;
        this.element = element;
    }

    @Override
    public Presence write(Fill fill) {
        Bytes out = fill.out();
        int from = out.position();
        List<JsonNode> matches;
        try {
            matches = matches(fill);
        } catch (Unfit e) {
            fill.refuse(leaf.problem(fill, e));
            out.plain("null");
            return Presence.FILLED;
        }
        int written = elements(fill, matches);
        if (written == 0) {
            out.back(from);
            return Presence.EMPTY;
        }
        out.set(from, '[');
        out.ascii(']');
        return Presence.FILLED;
    }

    private List<JsonNode> matches(Fill fill) throws Unfit {
        List<JsonNode> matches = Sources.select(path, fill);
        if (path.isSingular() && matches.size() == 1 && matches.get(0).isArray()) {
            throw new Unfit("is one list, and $each repeats per match", "write [*] behind the path");
        }
        if (matches.isEmpty() && !optional) {
            throw new NoValue();
        }
        return matches;
    }

    private int elements(Fill fill, List<JsonNode> matches) {
        Bytes out = fill.out();
        JsonNode outer = fill.enter();
        int written = 0;
        for (int i = 0; i < matches.size(); i++) {
            fill.at(matches.get(i), i, written);
            int from = out.position();
            out.ascii(',');
            if (element.write(fill) == Presence.EMPTY) {
                out.back(from);
            } else {
                written++;
            }
        }
        fill.leave(outer);
        return written;
    }

    @Override
    public boolean isFixed() {
        return !optional && element.isFixed();
    }

    @Override
    public boolean isVariable() {
        return true;
    }
}
