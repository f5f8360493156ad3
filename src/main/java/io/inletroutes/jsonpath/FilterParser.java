package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads filter conditions and checks that functions stand only where their types allow (RFC 9535, section 2.4.3). */
final class FilterParser {

    private static final int DEEPEST = 100;
    private static final int EXPONENT_DIGITS = 8; // what BigDecimal surely takes

    private final Scanner in;
    private final Parser paths;
    private int depth;

    FilterParser(Scanner in, Parser paths) {
        this.in = in;
        this.paths = paths;
    }

    Condition condition() {
        if (++depth > DEEPEST) {
            throw in.error("filters nested deeper than " + DEEPEST, "write a simpler filter");
        }
        List<Condition> parts = new ArrayList<>();
        do {
            in.skipBlanks();
            parts.add(conjunction());
        } while (takeOperator("||"));
        depth--;
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(List.copyOf(parts));
    }

    private Condition conjunction() {
        List<Condition> parts = new ArrayList<>();
        do {
            in.skipBlanks();
            parts.add(basic());
        } while (takeOperator("&&"));
        return parts.size() == 1 ? parts.get(0) : new Condition.All(List.copyOf(parts));
    }

    private boolean takeOperator(String operator) {
        int before = in.position();
        in.skipBlanks();
        if (in.take(operator)) {
            return true;
        }
        if (in.at(operator.charAt(0))) {
            throw in.error("a single " + operator.charAt(0), "write " + operator);
        }
        in.back(before);
        return false;
    }

    private Condition basic() {
        if (in.at('!')) {
            in.next();
            in.skipBlanks();
            if (in.at('(')) {
                return new Condition.Not(parenthesised());
            }
            int from = in.position();
            return new Condition.Not(test(operand(), from));
        }
        if (in.at('(')) {
            return parenthesised();
        }
        int from = in.position();
        Operand left = operand();
        int afterLeft = in.position();
        in.skipBlanks();
        for (Condition.Operator operator : Condition.Operator.values()) {
            if (in.take(operator.symbol)) {
                comparable(left, from);
                in.skipBlanks();
                int right = in.position();
                return new Condition.Comparison(left, operator, comparable(operand(), right));
            }
        }
        if (in.at('=')) {
            throw in.error(in.restUpTo(2).equals("=~") ? "=~ is not part of JSONPath" : "a single =", "write == to compare, match(@.name, 'pattern') for patterns");
        }
        in.back(afterLeft);
        return test(left, from);
    }

    private Condition parenthesised() {
        in.next();
        in.skipBlanks();
        Condition inside = condition();
        in.skipBlanks();
        if (!in.take(")")) {
            throw in.error("( is not closed", "close it with )");
        }
        return inside;
    }

    private Condition test(Operand operand, int from) {
        if (operand instanceof Operand.Path path) {
            return new Condition.Exists(path.query());
        }
        if (operand instanceof Operand.Call call && call.function().result() == Function.Type.LOGICAL) {
            return new Condition.Test(call.function(), call.arguments());
        }
        throw in.errorAt(from, operand instanceof Operand.Call call
                ? call.function().spelling() + "() gives a value, not true or false" : "a value alone is no condition", "compare it: ... == 'value'");
    }

    private Operand comparable(Operand operand, int from) {
        if (operand instanceof Operand.Path path && !path.query().isSingular()) {
            throw in.errorAt(from, "a path that can match several values cannot be compared", "write a path of names and indexes only, or value(...)");
        }
        if (operand instanceof Operand.Call call && call.function().result() != Function.Type.VALUE) {
            throw in.errorAt(from, call.function().spelling() + "() is true or false and cannot be compared", "use it alone or with !");
        }
        return operand;
    }

    private Operand operand() {
        if (in.atEnd()) {
            throw in.error("the filter ends too early", "write a condition such as @.name == 'value'");
        }
        char c = in.peek();
        if (c == '@' || c == '$') {
            in.next();
            return new Operand.Path(new Query(c == '$', paths.segments()));
        }
        if (c == '\'' || c == '"') {
            return new Operand.Literal(TextNode.valueOf(in.string()));
        }
        if (in.startsInteger()) {
            return new Operand.Literal(number());
        }
        if (c >= 'a' && c <= 'z') {
            return wordOrCall();
        }
        throw in.error("unexpected " + in.show() + " in a filter", "write a condition such as @.name == 'value'");
    }

    private JsonNode number() {
        int from = in.position();
        in.take("-");
        int digits = digits();
        String integer = in.since(from).replace("-", "");
        if (digits == 0 || digits > 1 && integer.startsWith("0")) {
            throw in.errorAt(from, digits == 0 ? "a minus without digits" : "a number with a leading zero", "write it without");
        }
        if (in.take(".") && digits() == 0) {
            throw in.error("a decimal point without digits", "write 1.0 or 1");
        }
        if (in.take("e") || in.take("E")) {
            if (!in.take("-")) {
                in.take("+");
            }
            int start = in.position();
            int exponent = digits();
            if (exponent == 0 || in.since(start).replaceFirst("^0+", "").length() > EXPONENT_DIGITS) {
                throw in.error(exponent == 0 ? "an exponent without digits" : "an exponent out of all proportion", "write 1e2");
            }
        }
        return DecimalNode.valueOf(new BigDecimal(in.since(from)));
    }

    private int digits() {
        int from = in.position();
        while (!in.atEnd() && in.peek() >= '0' && in.peek() <= '9') {
            in.next();
        }
        return in.position() - from;
    }

    private Operand wordOrCall() {
        int from = in.position();
        while (!in.atEnd() && (in.peek() >= 'a' && in.peek() <= 'z' || in.peek() >= '0' && in.peek() <= '9' || in.peek() == '_')) {
            in.next();
        }
        String word = in.since(from);
        if (in.at('(')) {
            return call(word, from);
        }
        return switch (word) {
            case "true" -> new Operand.Literal(BooleanNode.TRUE);
            case "false" -> new Operand.Literal(BooleanNode.FALSE);
            case "null" -> new Operand.Literal(NullNode.getInstance());
            default -> throw in.errorAt(from, "\"" + word + "\" is neither a path nor a value", "write @." + word + " for a field or '" + word + "' for a text");
        };
    }

    private Operand call(String name, int from) {
        Function function = Arrays.stream(Function.values()).filter(known -> known.spelling().equals(name)).findFirst()
                .orElseThrow(() -> in.errorAt(from, "unknown function " + name, "known: "
                        + Arrays.stream(Function.values()).map(Function::spelling).collect(Collectors.joining(", "))));
        in.next();
        in.skipBlanks();
        List<Operand> arguments = new ArrayList<>();
        if (!in.at(')')) {
            do {
                in.skipBlanks();
                arguments.add(argument(function, arguments.size()));
                in.skipBlanks();
            } while (in.take(","));
        }
        if (!in.take(")")) {
            throw in.error(in.atEnd() ? "( is not closed" : "unexpected " + in.show() + " in the arguments of " + name, "close the call with )");
        }
        if (arguments.size() != function.parameters().size()) {
            throw in.errorAt(from, name + " takes " + function.parameters().size() + " arguments, not " + arguments.size(), "see RFC 9535, section 2.4");
        }
        return new Operand.Call(function, List.copyOf(arguments));
    }

    private Operand argument(Function function, int index) {
        if (++depth > DEEPEST) {
            throw in.error("functions nested deeper than " + DEEPEST, "write a simpler filter");
        }
        int from = in.position();
        Operand argument = operand();
        depth--;
        if (index < function.parameters().size()) {
            if (function.parameters().get(index) == Function.Type.VALUE) {
                comparable(argument, from);
            } else if (!(argument instanceof Operand.Path)) {
                throw in.errorAt(from, function.spelling() + " takes a path", "write " + function.spelling() + "(@.name[*])");
            }
        }
        return argument;
    }
}
