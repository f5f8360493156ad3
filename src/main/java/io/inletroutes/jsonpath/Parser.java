package io.inletroutes.jsonpath;

import java.util.ArrayList;
import java.util.List;

/** Reads a path by the grammar of RFC 9535, appendix A, and nothing beyond it. Used once. */
final class Parser {

    private final Scanner in;
    private final FilterParser filters;

    Parser(String path) {
        this.in = new Scanner(path);
        this.filters = new FilterParser(in, this);
    }

    /** @param root {@code $} or {@code @} */
    Query parse(char root) {
        if (in.atEnd() || in.peek() != root) {
            throw in.error("a path starts with " + root, in.atEnd() ? "write " + root + ".name" : "write " + root + "." + in.restUpTo(20));
        }
        in.next();
        Query query = new Query(root == '$', segments());
        if (!in.atEnd()) {
            throw unexpected();
        }
        return query;
    }

    private JsonPathException unexpected() {
        if (in.isBlank(in.peek())) {
            return in.error("blanks at the end of the path", "remove them");
        }
        if (in.peek() == '(') {
            return in.error("a function cannot follow a path", "in a filter write length(@.name); a path alone has no functions");
        }
        return in.error("unexpected " + in.show(), "write .name, ['name'] or [0] here");
    }

    /** Segments as long as there are any; blanks between them are taken, blanks behind the last are not. */
    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        while (true) {
            int before = in.position();
            in.skipBlanks();
            if (in.atEnd() || in.peek() != '.' && in.peek() != '[') {
                in.back(before);
                return segments;
            }
            segments.add(segment());
        }
    }

    private Segment segment() {
        if (in.take("..")) {
            if (in.at('[')) {
                return new Segment(true, bracketed());
            }
            return new Segment(true, List.of(shorthand("..")));
        }
        if (in.take(".")) {
            return new Segment(false, List.of(shorthand(".")));
        }
        return new Segment(false, bracketed());
    }

    private Selector shorthand(String after) {
        if (in.take("*")) {
            return new Selector.Wildcard();
        }
        if (in.atEnd()) {
            throw in.error("nothing follows " + after, "write a name after it or remove it");
        }
        if (!in.isNameFirst(in.peekCodePoint())) {
            String cure = in.at('[') ? "leave out the dot before [" : "write ['name'] for names with blanks, hyphens or other signs";
            throw in.error(in.show() + " cannot start a name after " + after, cure);
        }
        int from = in.position();
        while (!in.atEnd() && in.isNameChar(in.peekCodePoint())) {
            in.next();
        }
        return new Selector.Name(in.since(from));
    }

    private List<Selector> bracketed() {
        in.next();
        List<Selector> selectors = new ArrayList<>();
        do {
            in.skipBlanks();
            selectors.add(selector());
            in.skipBlanks();
        } while (in.take(","));
        if (!in.take("]")) {
            throw in.error(in.atEnd() ? "[ is not closed" : "unexpected " + in.show() + " in brackets", "close the brackets with ] or separate selectors by a comma");
        }
        return selectors;
    }

    private Selector selector() {
        if (in.atEnd()) {
            throw in.error("[ is not closed", "write ['name'], [0], [*] or [?filter]");
        }
        char c = in.peek();
        if (c == '\'' || c == '"') {
            return new Selector.Name(in.string());
        }
        if (in.take("*")) {
            return new Selector.Wildcard();
        }
        if (in.take("?")) {
            in.skipBlanks();
            return new Selector.Filter(filters.condition());
        }
        if (c == ':' || c == '-' || c >= '0' && c <= '9') {
            return indexOrSlice();
        }
        if (in.isNameFirst(in.peekCodePoint())) {
            throw in.error("a name in brackets needs quotes", "write ['name']");
        }
        if (c == '(') {
            throw in.error("script expressions are not part of JSONPath", "write [?condition] or [-1] for the last element");
        }
        throw in.error("unexpected " + in.show() + " in brackets", "write ['name'], [0], [*] or [?filter]");
    }

    private Selector indexOrSlice() {
        Long start = in.at(':') ? null : (Long) in.integer();
        int afterIndex = in.position();
        in.skipBlanks();
        if (!in.take(":")) {
            in.back(afterIndex);
            return new Selector.Index(start);
        }
        in.skipBlanks();
        Long end = in.startsInteger() ? (Long) in.integer() : null;
        int afterEnd = in.position();
        in.skipBlanks();
        long step = 1;
        if (in.take(":")) {
            int afterColon = in.position();
            in.skipBlanks();
            if (in.startsInteger()) {
                step = in.integer();
            } else {
                in.back(afterColon);
            }
        } else {
            in.back(afterEnd);
        }
        return new Selector.Slice(start, end, step);
    }
}
