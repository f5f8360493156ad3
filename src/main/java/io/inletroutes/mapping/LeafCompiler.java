package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.mapping.JsonPart.Kind;
import io.inletroutes.mapping.MappingCompiler.Context;
import io.inletroutes.mapping.Notation.Simple;
import io.inletroutes.mapping.Notation.Text;
import io.inletroutes.mapping.Notation.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compiles the leaves of a mapping: what they read, which type they have, whether the two can fit. */
final class LeafCompiler {

    private static final String ID = "/body/xdmEntity/_id";
    private static final Set<String> REQUIRED = Set.of(ID, "/body/xdmEntity/timestamp");

    private final String file;
    private final Sources sources;
    private final Function<String, Optional<String>> settings;
    private final Contract contract;
    private final Doubts doubts;
    private final List<Problem> problems;
    private final List<VariableUse> uses = new ArrayList<>();

    LeafCompiler(String file, Sources sources, Function<String, Optional<String>> settings, Contract contract, Doubts doubts, List<Problem> problems) {
        this.file = file;
        this.sources = sources;
        this.settings = settings;
        this.contract = contract;
        this.doubts = doubts;
        this.problems = problems;
    }

    List<VariableUse> uses() {
        return List.copyOf(uses);
    }

    Part text(JsonPart part, Shape shape, Context context) {
        try {
            Notation notation = Notation.parse(part.text(), settings);
            boolean told = doubts.text(part, shape, notation, context.scope());
            Optional<String> constant = notation.constant();
            if (told && constant.isPresent()) {
                return written(part, part, shape, Expected.ANYTHING);
            }
            if (constant.isPresent()) {
                return constant(part, JsonPart.scalar(Kind.TEXT, part.line(), part.column(), constant.get()), shape, notation.fromSetting());
            }
            return variable(part, notation, shape, context);
        } catch (NotationException e) {
            problems.add(problem(part, e));
            return FixedParts.Constant.of("null");
        }
    }

    private Part variable(JsonPart part, Notation notation, Shape shape, Context context) throws NotationException {
        contract.variable(shape, part);
        Optional<Pipe> path = notation.path();
        Expected expected = path.isPresent() ? expected(path.get(), shape, false) : shape.expected();
        boolean optional = true;
        for (Notation.Piece piece : notation.pieces()) {
            if (piece instanceof Variable variable) {
                checkScope(variable.pipe(), context.each());
                boolean required = !variable.pipe().optional() && !variable.pipe().hasDefault() && context.always();
                use(variable.pipe(), shape, part, context, required);
            }
            optional &= piece instanceof Text || piece instanceof Variable variable && variable.pipe().optional();
        }
        Source source = sources.pieces(notation.pieces());
        checkIdentity(notation, shape, part);
        boolean leftOut = optional && path.map(pipe -> !pipe.hasDefault()).orElse(true);
        if (leftOut && REQUIRED.contains(shape.pointer())) {
            contract.add(Problem.warning(at(part), "this may be left out, and the platform refuses events without it later").payload(shape.readable())
                    .fix("delete the ?: an event without a value is refused here then, with its place"));
        }
        Leaf leaf = new Leaf(name(notation, part), Location.of(file, part.line()), shape.pointer(), expected);
        return new LeafPart(leaf, source, optional, shape.pointer().equals(ID));
    }

    private static String name(Notation notation, JsonPart part) {
        return notation.path().map(Pipe::path).orElse(part.text());
    }

    /** An id from chance or a clock is another one when the event is sent again. */
    private void checkIdentity(Notation notation, Shape shape, JsonPart part) {
        if (!shape.pointer().equals(ID) && !shape.pointer().equals("/header/msgId")) {
            return;
        }
        for (Notation.Piece piece : notation.pieces()) {
            if (piece instanceof Simple simple && simple.expression().matches("(?s).*\\b(uuid|random|date:now|date-with-timezone:now|exchangeId|messageTimestamp|hostname|threadName)\\b.*")) {
                contract.add(Problem.error(at(part), "an event that is sent again would get another " + shape.pointer().substring(shape.pointer().lastIndexOf('/') + 1))
                        .payload(shape.readable()).fix("write ${variable.eventId}, or a path to what makes the event unique"));
            }
        }
    }

    /** The elements of an array written as one path; empty when the text is something else. */
    Optional<Part> list(JsonPart part, Shape shape, Context context) {
        try {
            Notation notation = Notation.parse(part.text(), settings);
            if (notation.path().isEmpty()) {
                return Optional.empty();
            }
            Pipe pipe = notation.path().get();
            checkScope(pipe, context.each());
            boolean required = !pipe.optional() && !pipe.hasDefault() && context.always();
            use(pipe, shape, part, context, required);
            Leaf leaf = new Leaf(pipe.path(), Location.of(file, part.line()), shape.pointer().substring(0, shape.pointer().lastIndexOf('/')), expected(pipe, shape, true));
            return Optional.of(new ListPart(leaf, sources.pipe(pipe), pipe.optional()));
        } catch (NotationException e) {
            problems.add(problem(part, e));
            return Optional.of(FixedParts.Constant.of("null"));
        }
    }

    /** A {@code $when} and the object it stands in; null when there is none. */
    When condition(JsonPart.Member when, Shape shape, Context context) {
        if (when == null) {
            return null;
        }
        JsonPart part = when.value();
        if (!part.is(Kind.TEXT)) {
            problems.add(Problem.error(at(part), "$when is no path").fix("write \"$when\": \"$.field\""));
            return null;
        }
        try {
            Notation notation = Notation.parse(part.text(), settings);
            if (notation.constant().isPresent()) {
                throw new NotationException(0, "$when is no path", "write \"$when\": \"$.field\"");
            }
            for (Notation.Piece piece : notation.pieces()) {
                if (piece instanceof Variable variable) {
                    checkScope(variable.pipe(), context.each());
                    use(variable.pipe(), null, part, context, false);
                }
            }
            return new When(new Leaf(name(notation, part), Location.of(file, part.line()), shape.pointer(), Expected.ANYTHING), sources.pieces(notation.pieces()));
        } catch (NotationException e) {
            problems.add(problem(part, e));
            return null;
        }
    }

    /** A value that is the same for every event. @param value what is sent, {@code part} being where it is written */
    Part constant(JsonPart part, JsonPart value, Shape shape, boolean fromSetting) {
        Expected expected = shape.expected();
        JsonPart sent = fromSetting && value.is(Kind.TEXT) ? typed(value, expected) : value;
        contract.constant(shape, part, sent);
        String misfit = misfit(sent, expected);
        if (misfit != null) {
            contract.add(Problem.error(at(part), "this is " + misfit + ", and " + expected.because()).payload(shape.readable())
                    .fix(fromSetting ? "correct the setting" : "write " + expected.type().words() + ", or where it comes from, as $.field"));
        }
        if (isFraction(sent, expected)) {
            contract.add(Problem.warning(at(part), "this is a fraction, and " + expected.because()).payload(shape.readable()).fix("if the field is an integer, write one"));
        }
        return written(part, sent, shape, misfit == null && !isFraction(sent, expected) ? expected : Expected.ANYTHING);
    }

    /** As the type writes it; as it stands where that is not possible, so that a preview can still be shown. */
    private Part written(JsonPart part, JsonPart sent, Shape shape, Expected expected) {
        Bytes bytes = new Bytes(64, 1);
        try {
            expected.write(Value.of(sent.toNode()), bytes);
        } catch (Unfit e) {
            Problem problem = Problem.error(at(part), "the constant " + e.getMessage()).payload(shape.readable())
                    .fix(expected.type() == LeafType.DATE_TIME ? "write it as 2024-05-29T08:15:30Z" : e.fix());
            if (expected != Expected.ANYTHING) {
                contract.add(problem);
                return written(part, sent, shape, Expected.ANYTHING);
            }
            problems.add(problem);
        }
        return FixedParts.Constant.of(bytes.take(null, null, 0, -1, -1).json());
    }

    private static boolean isFraction(JsonPart sent, Expected expected) {
        return sent.is(Kind.NUMBER) && expected.type() == LeafType.INTEGER && expected.because().startsWith("preview")
                && Numbers.whole((com.fasterxml.jackson.databind.node.NumericNode) sent.toNode()) == null;
    }

    private static String misfit(JsonPart sent, Expected expected) {
        boolean fits = switch (expected.type()) {
            case TEXT, DATE_TIME -> sent.is(Kind.TEXT);
            case INTEGER, LONG, NUMBER -> sent.is(Kind.NUMBER);
            case BOOLEAN -> sent.is(Kind.BOOLEAN);
            case ARRAY, OBJECT -> false;
            default -> true;
        };
        return fits ? null : sent.kind().words();
    }

    /** A setting is text; it takes the type of its place where it can. */
    private static JsonPart typed(JsonPart value, Expected expected) {
        String text = value.text();
        if (expected.type().isNumeric() && Numbers.isPlainNumber(text)) {
            return JsonPart.scalar(Kind.NUMBER, value.line(), value.column(), text);
        }
        boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return expected.type() == LeafType.BOOLEAN && truth
                ? JsonPart.scalar(Kind.BOOLEAN, value.line(), value.column(), text.toLowerCase(java.util.Locale.ROOT)) : value;
    }

    private Expected expected(Pipe pipe, Shape shape, boolean list) throws NotationException {
        Expected wanted = shape.expected();
        FunctionTypes.Result types = FunctionTypes.of(pipe);
        if (types.list() && !list && wanted.type() != LeafType.ARRAY && wanted.type() != LeafType.ANY) {
            throw new NotationException(pipe.calls().get(pipe.calls().size() - 1).column(), types.function() + " gives a list, and " + wanted.because(),
                    "write the leaf inside brackets, or make one value of it: ~> first, ~> join(',')");
        }
        if (!types.fixed()) {
            return wanted;
        }
        LeafType given = types.type() == LeafType.INTEGER && wanted.type() == LeafType.LONG ? LeafType.LONG : types.type();
        boolean fits = wanted.type() == LeafType.ANY || given.isTextual() && wanted.type().isTextual()
                || given == wanted.type() || given.isNumeric() && wanted.type().isNumeric() && !(given == LeafType.NUMBER && wanted.because().startsWith("schema") && wanted.type() != LeafType.NUMBER);
        if (!fits) {
            throw new NotationException(types.column(), "~> " + types.function() + " gives " + given.words() + ", and " + wanted.because(),
                    "choose a function that gives " + wanted.type().words() + ", or delete this one");
        }
        return new Expected(given == LeafType.TEXT && wanted.type() == LeafType.DATE_TIME ? LeafType.DATE_TIME : given, "~> " + types.function());
    }

    /** Inside {@code $each} alone a path may start with @. */
    void checkScope(Pipe pipe, int each) throws NotationException {
        if (pipe.isRelative() && each == 0) {
            throw new NotationException(pipe.column(), "a path that starts with @ stands outside $each", "start it with $, or put it into an object with \"$each\"");
        }
    }

    /** @param shape the place it fills, null for {@code $when} */
    void use(Pipe pipe, Shape shape, JsonPart part, Context context, boolean required) {
        uses.add(new VariableUse(pipe, shape == null ? "$when" : shape.readable(), at(part), required));
        doubts.variable(part, shape, pipe, context.scope(), !pipe.optional() && !pipe.hasDefault() && shape != null);
    }

    Problem problem(JsonPart part, NotationException e) {
        boolean asWritten = part.text() == null || part.text().chars().noneMatch(c -> c == '"' || c == '\\' || c < 0x20);
        Location place = asWritten ? new Location(file, part.line(), part.column() + 1 + e.column()) : at(part);
        boolean literal = part.text() != null && part.text().startsWith("$") && !part.text().startsWith("${");
        return Problem.error(place, e.getMessage()).fix(e.cure() + (literal && !part.text().startsWith("$.") && !part.text().startsWith("$[") ? "; for a text that starts with $, write $$" : ""));
    }

    private Location at(JsonPart part) {
        return new Location(file, part.line(), part.column());
    }
}
