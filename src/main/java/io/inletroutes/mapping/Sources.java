package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.jsonpath.JsonPath;
import io.inletroutes.jsonpath.JsonPathException;
import io.inletroutes.jsonpath.TextTooLongException;
import io.inletroutes.mapping.FunctionCall.Argument;
import io.inletroutes.mapping.FunctionCall.Sort;
import io.inletroutes.mapping.Notation.Piece;
import io.inletroutes.mapping.Notation.Simple;
import io.inletroutes.mapping.Notation.Text;
import io.inletroutes.mapping.Notation.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles the leaves of one mapping into sources, and remembers which fields of an event they name. */
final class Sources {

    private static final Pattern CALLED = Pattern.compile("([$@][^(?]*)\\.[A-Za-z]\\w*\\(.*");
    private static final Pattern DOTTED = Pattern.compile("([$@])\\.?([\\p{L}_][\\p{L}\\p{N}_ -]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_ -]*)*)");

    private static final Pattern OF_THE_EVENT = Pattern.compile("\\$\\{\\s*(variable\\.event(Id|Time)|body\\b[^{}]*|date:now[^{}]*|random\\([^{}]*|uuid[^{}]*)}");

    private final SimpleExpressions simple;
    private final Function.Tables tables;
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private boolean readsExchange;

    Sources(SimpleExpressions simple, Function.Tables tables) {
        this(simple, tables, List.of());
    }

    /** @param fields those that have a slot already */
    Sources(SimpleExpressions simple, Function.Tables tables, List<String> fields) {
        this.simple = simple;
        this.tables = tables;
        fields.forEach(field -> slots.put(field, slots.size()));
    }

    /** The top-level fields that some variable names; a field's slot is its place in this list. */
    List<String> fields() {
        return List.copyOf(slots.keySet());
    }

    /** Whether some leaf reads more than the event, its id and its time: a header, say. */
    boolean readsExchange() {
        return readsExchange;
    }

    /** What a leaf with a single path reads. The path decides alone whether several matches come out. */
    Source pipe(Pipe pipe) throws NotationException {
        Source path = path(pipe.path(), pipe.column());
        if (pipe.calls().isEmpty()) {
            return path;
        }
        List<Pipeline.Stage> stages = new ArrayList<>();
        for (int i = 0; i < pipe.calls().size(); i++) {
            FunctionCall call = pipe.calls().get(i);
            boolean defaultFollows = pipe.calls().subList(i + 1, pipe.calls().size()).stream().anyMatch(next -> next.name().equals("default"));
            Function function = Functions.find(call.name()).orElseThrow();
            stages.add(new Pipeline.Stage(function, step(function, call), defaultFollows));
        }
        return new Pipeline(pipe.path(), path, stages);
    }

    private Step step(Function function, FunctionCall call) throws NotationException {
        if (function.name().equals("default")) {
            return fallback(call);
        }
        try {
            return function.maker().make(call, tables);
        } catch (IllegalArgumentException e) {
            throw new NotationException(call.column(), e.getMessage(), "write " + function.signature());
        }
    }

    private Step fallback(FunctionCall call) throws NotationException {
        Argument argument = call.arguments().get(0);
        if (argument.kind() == Sort.PATH) {
            Source other = path(argument.text(), call.column());
            return (value, fill) -> other.read(fill);
        }
        Object constant = switch (argument.kind()) {
            case NUMBER -> Numbers.parse(argument.text());
            case BOOLEAN -> Boolean.valueOf(argument.text());
            default -> argument.text().isEmpty() ? Value.WANTED_EMPTY : argument.text();
        };
        return (value, fill) -> constant;
    }

    private Source path(String text, int column) throws NotationException {
        JsonPath path = compile(text, column);
        if (text.startsWith("@")) {
            return path.isSingular() ? fill -> Value.of(path.selectOne(fill.root(), fill.current()))
                    : fill -> Value.of(path, select(path, fill));
        }
        Optional<String> member = path.memberName();
        if (member.isPresent()) {
            int slot = slots.computeIfAbsent(member.get(), name -> slots.size());
            return new Source.Field(slot);
        }
        if (path.isSingular()) {
            return fill -> Value.of(path.selectOne(fill.root()));
        }
        return fill -> Value.of(path, select(path, fill));
    }

    /** All matches of a path, {@code @} being the match of the innermost {@code $each}. */
    static List<JsonNode> select(JsonPath path, Fill fill) throws Unfit {
        try {
            return path.select(fill.root(), fill.current());
        } catch (TextTooLongException e) {
            throw new Unfit("asks a pattern of a text that is too long for it", "write a simpler pattern, without large quantities as in .{0,5000}");
        }
    }

    /** The top-level field that a path names, where it names just that. */
    static Optional<String> member(String path) {
        try {
            return JsonPath.compile(path).memberName();
        } catch (IllegalArgumentException e) { // a path from the match of $each
            return Optional.empty();
        }
    }

    /** @param column where the path starts in its leaf */
    static JsonPath compile(String path, int column) throws NotationException {
        try {
            return path.startsWith("@") ? JsonPath.compileRelative(path) : JsonPath.compile(path);
        } catch (JsonPathException e) {
            throw new NotationException(column + Math.max(0, e.column() - 1), e.problem(), called(path).or(() -> meant(path).map(meant -> "did you mean " + meant + "?")).orElse(e.cure()));
        }
    }

    /** What to write for {@code $.name.trim()}, as other languages have it. */
    private static Optional<String> called(String path) {
        Matcher called = CALLED.matcher(path);
        return called.matches() ? Optional.of("functions stand behind ~>: " + called.group(1) + " ~> trim") : Optional.empty();
    }

    /** What was meant by names with a hyphen or a blank behind a dot, or by a name right behind the $. */
    private static Optional<String> meant(String path) {
        Matcher dotted = DOTTED.matcher(path);
        if (!dotted.matches()) {
            return Optional.empty();
        }
        StringBuilder meant = new StringBuilder(dotted.group(1));
        for (String name : dotted.group(2).split("\\.", -1)) {
            if (!name.isEmpty()) {
                meant.append(KnownEvents.step(name));
            }
        }
        return Optional.of(meant.toString());
    }

    /** What a leaf of several pieces, or of Simple, reads. */
    Source pieces(List<Piece> pieces) throws NotationException {
        List<Source> sources = new ArrayList<>();
        for (Piece piece : pieces) {
            sources.add(piece(piece));
        }
        if (sources.size() == 1) {
            return sources.get(0);
        }
        return fill -> {
            StringBuilder text = new StringBuilder();
            boolean any = false;
            for (int i = 0; i < sources.size(); i++) {
                String part = text(pieces.get(i), sources.get(i), fill);
                any |= part != null && !(pieces.get(i) instanceof Text);
                text.append(part == null ? "" : part);
            }
            return any ? text.toString() : null;
        };
    }

    private Source piece(Piece piece) throws NotationException {
        if (piece instanceof Variable variable) {
            return pipe(variable.pipe());
        }
        if (piece instanceof Simple expression) {
            readsExchange |= !OF_THE_EVENT.matcher(expression.expression()).matches();
            return simple.compile(expression);
        }
        String text = ((Text) piece).text();
        return fill -> text;
    }

    private static String text(Piece piece, Source source, Fill fill) throws Unfit {
        String name = piece instanceof Variable variable ? variable.pipe().path() : piece instanceof Simple simple ? simple.expression() : "";
        try {
            Object value = LeafPart.one(source.read(fill));
            if (Value.isNone(value) && !(piece instanceof Text)) {
                if (piece instanceof Variable variable && variable.pipe().optional()) {
                    return null;
                }
                throw new NoValue();
            }
            String text = Value.text(value);
            if (text == null) {
                throw new Unfit("is " + Value.kind(value) + ", not text", "name one of its keys, or write ~> join(',')");
            }
            return text;
        } catch (Unfit e) {
            throw e.in(name);
        }
    }
}
