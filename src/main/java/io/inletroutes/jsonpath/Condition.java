package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A logical expression of a filter (RFC 9535, section 2.3.5). */
sealed interface Condition {

    boolean holds(JsonNode root, JsonNode current);

    /** At least one holds. */
    record Any(List<Condition> parts) implements Condition {

        @Override
        public boolean holds(JsonNode root, JsonNode current) {
            for (Condition part : parts) {
                if (part.holds(root, current)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** All hold. */
    record All(List<Condition> parts) implements Condition {

        @Override
        public boolean holds(JsonNode root, JsonNode current) {
            for (Condition part : parts) {
                if (!part.holds(root, current)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The opposite. */
    record Not(Condition part) implements Condition {

        @Override
        public boolean holds(JsonNode root, JsonNode current) {
            return !part.holds(root, current);
        }
    }

    /** Something is at that path. */
    record Exists(Query query) implements Condition {

        @Override
        public boolean holds(JsonNode root, JsonNode current) {
            return query.exists(root, current);
        }
    }

    /** A function whose result is true or false. */
    record Test(Function function, List<Operand> arguments) implements Condition {

        @Override
        public boolean holds(JsonNode root, JsonNode current) {
            return function.test(arguments, root, current);
        }
    }

    /** Two values compared. */
    record Comparison(Operand left, Operator operator, Operand right) implements Condition {

        @Override
        public boolean holds(JsonNode root, JsonNode current) {
            JsonNode a = left.value(root, current);
            JsonNode b = right.value(root, current);
            return switch (operator) {
                case EQUAL -> Values.equal(a, b);
                case NOT_EQUAL -> !Values.equal(a, b);
                case LESS -> Values.less(a, b);
                case LESS_OR_EQUAL -> Values.less(a, b) || Values.equal(a, b);
                case GREATER -> Values.less(b, a);
                case GREATER_OR_EQUAL -> Values.less(b, a) || Values.equal(a, b);
            };
        }
    }

    /** The six comparisons, in the order in which they have to be tried. */
    enum Operator {
        EQUAL("=="), NOT_EQUAL("!="), LESS_OR_EQUAL("<="), GREATER_OR_EQUAL(">="), LESS("<"), GREATER(">");

        final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }
    }
}
