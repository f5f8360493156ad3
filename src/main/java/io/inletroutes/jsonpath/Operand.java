package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What stands on a side of a comparison or as an argument of a function. */
sealed interface Operand {

    /** The value, null for Nothing (RFC 9535, section 2.4.1). Not for paths that can match several nodes. */
    JsonNode value(JsonNode root, JsonNode current);

    /** A number, text, true, false or null written in the path. */
    record Literal(JsonNode constant) implements Operand {

        @Override
        public JsonNode value(JsonNode root, JsonNode current) {
            return constant;
        }
    }

    /** A path. */
    record Path(Query query) implements Operand {

        @Override
        public JsonNode value(JsonNode root, JsonNode current) {
            return query.selectOne(root, current);
        }

        List<JsonNode> nodes(JsonNode root, JsonNode current) {
            return query.select(root, current);
        }
    }

    /** A function whose result is a value. */
    record Call(Function function, List<Operand> arguments) implements Operand {

        @Override
        public JsonNode value(JsonNode root, JsonNode current) {
            return function.value(arguments, root, current);
        }
    }
}
