package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;

/** The functions of RFC 9535, section 2.4, with the types that decide where they may stand. */
enum Function {

    LENGTH(Type.VALUE, Type.VALUE) {
        @Override
        JsonNode value(List<Operand> arguments, JsonNode root, JsonNode current) {
            JsonNode of = arguments.get(0).value(root, current);
            if (of == null || !of.isTextual() && !of.isContainerNode()) {
                return null;
            }
            return IntNode.valueOf(of.isTextual() ? of.textValue().codePointCount(0, of.textValue().length()) : of.size());
        }
    },
    COUNT(Type.VALUE, Type.NODES) {
        @Override
        JsonNode value(List<Operand> arguments, JsonNode root, JsonNode current) {
            return IntNode.valueOf(((Operand.Path) arguments.get(0)).nodes(root, current).size());
        }
    },
    VALUE(Type.VALUE, Type.NODES) {
        @Override
        JsonNode value(List<Operand> arguments, JsonNode root, JsonNode current) {
            List<JsonNode> nodes = ((Operand.Path) arguments.get(0)).nodes(root, current);
            return nodes.size() == 1 ? nodes.get(0) : null;
        }
    },
    MATCH(Type.LOGICAL, Type.VALUE, Type.VALUE) {
        @Override
        boolean test(List<Operand> arguments, JsonNode root, JsonNode current) {
            return IRegexp.test(arguments.get(0).value(root, current), arguments.get(1).value(root, current), true);
        }
    },
    SEARCH(Type.LOGICAL, Type.VALUE, Type.VALUE) {
        @Override
        boolean test(List<Operand> arguments, JsonNode root, JsonNode current) {
            return IRegexp.test(arguments.get(0).value(root, current), arguments.get(1).value(root, current), false);
        }
    };

    /** What a function takes and gives. */
    enum Type { VALUE, NODES, LOGICAL }

    private final Type result;
    private final List<Type> parameters;

    Function(Type result, Type... parameters) {
        this.result = result;
        this.parameters = List.of(parameters);
    }

    Type result() {
        return result;
    }

    List<Type> parameters() {
        return parameters;
    }

    /** As the path spells it. */
    String spelling() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The value of a function that gives one, null for Nothing. */
    JsonNode value(List<Operand> arguments, JsonNode root, JsonNode current) {
        throw new IllegalStateException(spelling() + " gives no value");
    }

    /** The answer of a function that gives true or false. */
    boolean test(List<Operand> arguments, JsonNode root, JsonNode current) {
        throw new IllegalStateException(spelling() + " is no test");
    }
}
