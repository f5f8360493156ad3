package io.inletroutes.mapping;

import java.util.List;

/**
 * A function of the mapping notation.
 *
 * @param name      as written after {@code ~>}
 * @param signature for messages: {@code slice(from, to)}
 * @param takes     TEXT, LIST or ANY
 * @param gives     the type of its result; null for the type it was given
 * @param fixesType whether it decides the type of the leaf
 * @param sorts     of its arguments
 * @param required  how many arguments it needs at least
 * @param maker     compiles a call
 */
record Function(String name, String signature, Takes takes, LeafType gives, boolean fixesType, List<FunctionCall.Sort> sorts, int required,
        Maker maker) {

    /** What a function works on. One that takes text is applied to each element of a list. */
    enum Takes { TEXT, LIST, ANY }

    /** Compiles one call. */
    @FunctionalInterface
    interface Maker {

        /** @throws IllegalArgumentException with the reason, when the arguments make no sense */
        Step make(FunctionCall call, Tables tables);
    }

    /** Lookup tables by name. */
    @FunctionalInterface
    interface Tables {

        /** Null when there is no such table. */
        java.util.Map<String, Object> find(String name);

        /** Names of all tables, for suggestions. */
        default java.util.Set<String> names() {
            return java.util.Set.of();
        }
    }
}
