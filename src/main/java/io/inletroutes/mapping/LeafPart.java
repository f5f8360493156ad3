package io.inletroutes.mapping;

/** A leaf that an event fills with one value. */
final class LeafPart implements Part {

    private final Leaf leaf;
    private final Source source;
    private final boolean optional;
    private final boolean isId;
    /** Slot of the field that is written as it is where the event is a row, -1 for none. */
    private final int column;

    /**
     * @param optional whether the key is left out where there is no value
     * @param isId     whether this is the entity's {@code _id}
     */
    LeafPart(Leaf leaf, Source source, boolean optional, boolean isId) {
        this.leaf = leaf;
        this.source = source;
        this.optional = optional;
        this.isId = isId;
        this.column = source instanceof Source.Field field && leaf.expected().isWrittenFromText() ? field.slot() : -1;
    }

    @Override
    public Presence write(Fill fill) {
        Bytes out = fill.out();
        int from = out.position();
        try {
            if (column >= 0 && fill.writeColumn(column, leaf.expected())) {
                if (isId) {
                    fill.idIsColumn(column);
                }
                return Presence.FILLED;
            }
            Object value = one(source.read(fill));
            if (Value.isNone(value)) {
                if (optional) {
                    return Presence.EMPTY;
                }
                throw new NoValue();
            }
            leaf.expected().write(value, out);
            if (isId) {
                fill.id(Value.text(value));
            }
        } catch (Unfit e) {
            fill.refuse(leaf.problem(fill, e));
            out.back(from);
            out.plain("null");
        }
        return Presence.FILLED;
    }

    /** The one match of a path that could have had several. */
    static Object one(Object value) throws Unfit {
        if (value instanceof Value.Matches matches) {
            if (matches.size() > 1) {
                throw new Unfit("matches " + matches.size() + " values where one is wanted",
                        "choose one by the path, or make one of them: ~> first, ~> last, ~> join(','), ~> size");
            }
            return matches.isEmpty() ? null : matches.get(0);
        }
        return value;
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
