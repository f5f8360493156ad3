package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.jsonpath.JsonPath;
import io.inletroutes.mapping.GroupPart.Member;
import io.inletroutes.mapping.JsonPart.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the tree of a mapping.json into parts, and checks it against the preview on the way. Collects every problem. */
final class MappingCompiler {

    private static final Set<String> INSTRUCTIONS = Set.of("$each", "$when", "$same", "$schema");
    private static final Set<String> NEVER_LEFT_OUT = Set.of("", "/header", "/body", Shape.ENTITY);

    private final String file;
    private final SchemaPlace entitySchema;
    private final Contract contract;
    private final LeafCompiler leaves;
    private final List<Problem> problems;

    MappingCompiler(String file, SchemaPlace entitySchema, Contract contract, LeafCompiler leaves, List<Problem> problems) {
        this.file = file;
        this.entitySchema = entitySchema;
        this.contract = contract;
        this.leaves = leaves;
        this.problems = problems;
    }

    Part compile(JsonPart root, Preview preview) {
        return part(root, new Shape(preview.root(), SchemaPlace.unknown(), ""), new Context(0, true, "$"));
    }

    /**
     * @param each   how many {@code $each} stand around
     * @param always whether the place is written for every event
     * @param scope  the path of the innermost {@code $each} from the event; {@code $} outside any
     */
    record Context(int each, boolean always, String scope) {
    }

    private Part part(JsonPart part, Shape shape, Context context) {
        checkKind(part, shape);
        return switch (part.kind()) {
            case OBJECT -> {
                if (part.members().containsKey("$each")) {
                    add(part.members().get("$each").line(), part.members().get("$each").column(), "$each stands in an object that is no array's only element",
                            "write the object inside brackets: [ { \"$each\": ... } ]");
                }
                Part object = object(part, shape, context);
                yield shape.pointer().equals(Shape.ENTITY) ? new EntityPart(object) : object;
            }
            case ARRAY -> array(part, shape, context);
            case TEXT -> leaves.text(part, shape, context);
            case NULL -> {
                add(part.line(), part.column(), "null is never sent", "delete the key, or write where the value comes from");
                yield FixedParts.Constant.of("null");
            }
            default -> leaves.constant(part, part, shape, false);
        };
    }

    /** An object or array where the preview shows something else, or the other way round. */
    private void checkKind(JsonPart part, Shape shape) {
        if (shape.preview() == null || shape.preview().is(Kind.NULL) || shape.schema().isKnown()) {
            return;
        }
        boolean container = part.is(Kind.OBJECT) || part.is(Kind.ARRAY);
        boolean shownContainer = shape.shows(Kind.OBJECT) || shape.shows(Kind.ARRAY);
        if (container && part.kind() != shape.preview().kind() || !container && !part.is(Kind.TEXT) && shownContainer) {
            contract.add(Problem.error(at(part), "this is " + part.kind().words() + ", and the preview shows " + shape.preview().kind().words() + " here")
                    .payload(shape.readable()).fix("write it as the preview does"));
        }
    }

    private Part object(JsonPart part, Shape shape, Context context) {
        contract.keys(shape, part);
        When when = leaves.condition(part.members().get("$when"), shape, context);
        Context inner = new Context(context.each(), context.always() && when == null, context.scope());
        List<Member> members = new ArrayList<>();
        for (Map.Entry<String, JsonPart.Member> entry : part.members().entrySet()) {
            String key = entry.getKey();
            if (key.startsWith("$")) {
                checkInstruction(key, entry.getValue(), shape);
                continue;
            }
            Part value = part(entry.getValue().value(), shape.key(key, entitySchema), inner);
            members.add(new Member(prefix(key), value));
        }
        return new GroupPart('{', '}', members, when, !NEVER_LEFT_OUT.contains(shape.pointer()));
    }

    private void checkInstruction(String key, JsonPart.Member member, Shape shape) {
        if (!INSTRUCTIONS.contains(key)) {
            add(member.line(), member.column(), "there is no instruction \"" + key + "\"" + Suggestion.of(key, INSTRUCTIONS), "known: $each, $when, $same, $schema");
        } else if (key.equals("$same") && !shape.pointer().isEmpty()) {
            add(member.line(), member.column(), "$same stands inside the payload", "write it beside header and body");
        }
    }

    private Part array(JsonPart part, Shape shape, Context context) {
        if (part.elements().size() == 1) {
            JsonPart only = part.elements().get(0);
            if (only.members().containsKey("$each")) {
                return each(only, shape.element(0, true), context);
            }
            if (only.is(Kind.TEXT)) {
                Optional<Part> list = leaves.list(only, shape.element(0, false), context);
                if (list.isPresent()) {
                    return list.get();
                }
            }
        }
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < part.elements().size(); i++) {
            JsonPart element = part.elements().get(i);
            if (element.members().containsKey("$each")) {
                JsonPart.Member each = element.members().get("$each");
                add(each.line(), each.column(), "$each stands in an array with other elements", "make the object with $each the array's only element");
                continue;
            }
            members.add(new Member(new byte[] {','}, part(element, shape.element(i, false), context)));
        }
        return new GroupPart('[', ']', members, null, true);
    }

    private Part each(JsonPart element, Shape shape, Context context) {
        JsonPart written = element.members().get("$each").value();
        String scope = written.is(Kind.TEXT) ? Doubts.absolute(context.scope(), written.text().split("\\?$", 2)[0].strip()) : "$";
        Context inner = new Context(context.each() + 1, false, scope);
        if (Fill.isTooDeep(inner.each())) {
            add(written.line(), written.column(), "$each nests too deeply", "no payload is that deep");
            return FixedParts.Constant.of("null");
        }
        Part object = object(element, shape, inner);
        if (!written.is(Kind.TEXT)) {
            add(written.line(), written.column(), "$each is no path", "write \"$each\": \"$.items[*]\"");
            return object;
        }
        try {
            Pipe pipe = Pipe.parse(written.text(), 0);
            leaves.checkScope(pipe, context.each());
            if (!pipe.calls().isEmpty()) {
                throw new NotationException(pipe.calls().get(0).column(), "$each takes a path without functions", "delete what follows the path");
            }
            JsonPath path = Sources.compile(pipe.path(), 0);
            leaves.use(pipe, shape, written, context, false);
            Leaf leaf = new Leaf(pipe.path(), Location.of(file, written.line()), arrayOf(shape.pointer()), Expected.ANYTHING);
            return new EachPart(leaf, path, pipe.optional(), object);
        } catch (NotationException e) {
            problems.add(leaves.problem(written, e));
            return object;
        }
    }

    private static String arrayOf(String elementPointer) {
        return elementPointer.substring(0, elementPointer.lastIndexOf('/'));
    }

    private static byte[] prefix(String key) {
        Bytes bytes = new Bytes(key.length() + 8, 1);
        try {
            bytes.ascii(',');
            bytes.text(key);
            bytes.ascii(':');
        } catch (Unfit e) {
            throw new IllegalStateException("a key read from UTF-8 is Unicode text", e);
        }
        return bytes.take(null, null, 0, -1, -1).json().getBytes(StandardCharsets.UTF_8);
    }

    private Location at(JsonPart part) {
        return new Location(file, part.line(), part.column());
    }

    private void add(int line, int column, String what, String cure) {
        problems.add(Problem.error(new Location(file, line, column), what).fix(cure));
    }
}
