package io.inletroutes.mapping;

import io.inletroutes.mapping.Function.Takes;

/** Follows the types through the functions of a leaf, so that a chain that can never work is found when it is loaded. */
final class FunctionTypes {

    /**
     * @param type     of what comes out, or of its elements
     * @param list     whether it is surely a list
     * @param single   whether it is surely no list
     * @param fixed    whether a function decided the type of the leaf
     * @param function the last one
     * @param column   where that stands in the leaf
     */
    record Result(LeafType type, boolean list, boolean single, boolean fixed, String function, int column) {
    }

    private FunctionTypes() {
    }

    static Result of(Pipe pipe) throws NotationException {
        Result result = new Result(LeafType.ANY, false, false, false, null, 0);
        for (FunctionCall call : pipe.calls()) {
            Function function = Functions.find(call.name()).orElseThrow();
            check(function, call, result);
            if (function.gives() == LeafType.ARRAY) {
                result = new Result(LeafType.TEXT, true, false, false, call.name(), call.column());
            } else if (function.gives() != null) {
                boolean reduces = function.takes() == Takes.LIST;
                result = new Result(function.gives(), !reduces && result.list(), reduces || result.single(), function.fixesType(), call.name(), call.column());
            }
        }
        return result;
    }

    private static void check(Function function, FunctionCall call, Result before) throws NotationException {
        LeafType given = before.type();
        if (function.takes() == Takes.TEXT && given != LeafType.ANY && !given.isTextual() && !function.name().equals("lookup")) {
            throw new NotationException(call.column(), call.name() + " works on text, and " + before.function() + " gives " + given.words(),
                    "write ~> string before it, or change the order");
        }
        if (function.takes() == Takes.LIST && before.single()) {
            throw new NotationException(call.column(), call.name() + " works on a list, and " + before.function() + " gives one value",
                    "write one of the two");
        }
    }
}
