package io.inletroutes.mapping;

import java.util.List;

/** An array that holds all matches of one path: {@code ["$.seats[*]"]}. */
final class ListPart implements Part {

    private final Leaf leaf;
    private final Source source;
    private final boolean optional;

    ListPart(Leaf leaf, Source source, boolean optional) {
        this.leaf = leaf;
        this.source = source;
        this.optional = optional;
    }

    @Override
    public Presence write(Fill fill) {
        Bytes out = fill.out();
        int from = out.position();
        try {
            int count = elements(fill, out);
            if (count == 0) {
                out.back(from);
                if (optional) {
                    return Presence.EMPTY;
                }
                throw new NoValue();
            }
            out.set(from, '[');
            out.ascii(']');
        } catch (Unfit e) {
            fill.refuse(leaf.problem(fill, e));
            out.back(from);
            out.plain("null");
        }
        return Presence.FILLED;
    }

    private int elements(Fill fill, Bytes out) throws Unfit {
        Object value = source.read(fill);
        List<?> list = value instanceof List<?> several ? several : Value.isNone(value) ? List.of() : List.of(value);
        int count = 0;
        for (Object element : list) {
            if (Value.isNone(element)) {
                if (optional) {
                    continue;
                }
                throw new Unfit("has an element without a value", "write ? behind the path to leave such elements out, or ~> default(...)");
            }
            if (Value.kind(element).equals("a list") && leaf.expected().type() != LeafType.ARRAY) {
                throw new Unfit("is a list inside the list", "write [*] behind the path to take its elements");
            }
            out.ascii(',');
            leaf.expected().write(element, out);
            count++;
        }
        return count;
    }

    @Override
    public boolean isFixed() {
        return !optional;
    }

    @Override
    public boolean isVariable() {
        return true;
    }
}
