package io.inletroutes.mapping;

/** The {@code $when} of an object: it is written only for events that say yes. */
record When(Leaf leaf, Source source) {

    /**
     * A missing, null or empty value and false say no; any match of a path with several says yes.
     *
     * @throws Unfit when a function does not take the value
     */
    boolean holds(Fill fill) throws Unfit {
        try {
            Object value = source.read(fill);
            return value instanceof Value.Matches matches ? matches.stream().anyMatch(When::isYes) : isYes(value);
        } catch (NoValue e) {
            return false;
        }
    }

    private static boolean isYes(Object value) {
        return !Value.isNone(value) && !Boolean.FALSE.equals(value) && !(value instanceof String text && text.equalsIgnoreCase("false"));
    }
}
