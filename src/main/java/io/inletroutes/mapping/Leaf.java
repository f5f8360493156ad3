package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;

/**
 * A place in a mapping that an event fills.
 *
 * @param name     for messages: the path or expression as written
 * @param location its line in mapping.json
 * @param pointer  its place in the payload, with {@link #INDEX} where an {@code $each} counts
 * @param expected which type it takes
 */
record Leaf(String name, Location location, String pointer, Expected expected) {

    /** Stands in a pointer for the number of an element of {@code $each}. */
    static final char INDEX = '\u0000';

    /** Why the event at hand cannot fill this leaf. */
    Problem problem(Fill fill, Unfit unfit) {
        String variable = unfit.variable() == null ? name : unfit.variable();
        String fix = unfit instanceof NoValue ? NoValue.cure(variable, fill) : unfit.fix();
        return Problem.error(location, "variable " + variable + " " + unfit.getMessage()).event(place(fill)).payload(pointer(fill)).fix(fix);
    }

    private static String place(Fill fill) {
        StringBuilder place = new StringBuilder(fill.event().origin().place());
        for (int level = 0; level < fill.nesting(); level++) {
            place.append(level == 0 ? ", match " : " in match ").append(fill.matchNumber(level) + 1);
        }
        return place.toString();
    }

    private String pointer(Fill fill) {
        if (pointer.indexOf(INDEX) < 0) {
            return pointer;
        }
        StringBuilder text = new StringBuilder();
        int level = 0;
        for (char c : pointer.toCharArray()) {
            if (c == INDEX) {
                text.append(fill.elementNumber(level++));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
