package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.mapping.JsonPart.Kind;
import io.inletroutes.mapping.Notation.Piece;
import io.inletroutes.mapping.Notation.Text;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds leaves that can be read and are most likely wrong: a field's name as text, a path inside text, braces of another notation, a
 * variable that no known event has. What is meant all the same is listed in {@code $same}.
 */
final class Doubts {

    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_ .-]{0,60}";
    private static final Pattern WORD = Pattern.compile(NAME);
    private static final Pattern BRACES = Pattern.compile("(\\{|#\\{|%|<|\\[)\\s*\\$?\\.?(" + NAME + "?)\\s*(}|%|>|])");
    private static final Pattern BRACED = Pattern.compile("(?<![${])\\{(" + NAME + ")}(?!})");
    private static final Pattern PATH = Pattern.compile("\\$(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*|\\['[^']*'])(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*|\\[[^\\]]*])*");
    private static final Pattern RELATIVE = Pattern.compile("(?<![\\p{L}\\p{N}_])@\\.[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final String FIRST = "[0]";

    private final String file;
    private final Contract contract;
    private final KnownEvents events;
    private final Map<String, String> named = new LinkedHashMap<>();

    /** @param mapping the whole mapping, for the fields that its other leaves name */
    Doubts(String file, Contract contract, KnownEvents events, JsonPart mapping) {
        this.file = file;
        this.contract = contract;
        this.events = events;
        collect(mapping);
    }

    private void collect(JsonPart part) {
        part.members().values().forEach(member -> collect(member.value()));
        part.elements().forEach(this::collect);
        if (part.is(Kind.TEXT) && (part.text().startsWith("$.") || part.text().startsWith("$["))) {
            String path = part.text().split("\\s*\\??\\s*~>|\\?$", 2)[0];
            KnownEvents.lastName(path).ifPresent(name -> named.putIfAbsent(name, path));
        }
    }

    /** Whether a text leaf is told to be wrong; nothing more needs to be said of it then. */
    boolean text(JsonPart part, Shape shape, Notation notation, String scope) {
        if (contract.isMeant(shape.readable()) || notation.fromSetting() || shape.preview() != null && part.sameScalar(shape.preview())) {
            return false;
        }
        Optional<Problem> found = notation.constant().isPresent() && !contract.isFixed(shape.readable()) ? name(part, shape, scope) : Optional.empty();
        for (Piece piece : notation.pieces()) {
            if (found.isEmpty() && piece instanceof Text text && !part.text().startsWith("$$")) {
                found = inside(part, text.text(), scope);
            }
        }
        found.ifPresent(problem -> contract.add(withPlace(problem, shape)));
        return found.filter(Problem::isError).isPresent();
    }

    private Optional<Problem> name(JsonPart part, Shape shape, String scope) {
        String text = part.text();
        Matcher braces = BRACES.matcher(text);
        if (braces.matches() && "{%<[".indexOf(braces.group(1).charAt(braces.group(1).length() - 1)) == "}%>]".indexOf(braces.group(3))) {
            return Optional.of(Problem.error(at(part), "this is text, and no variable: braces and the like name none").fix("write \"" + path(braces.group(2), scope) + "\""));
        }
        if (!WORD.matcher(text).matches()) {
            return Optional.empty();
        }
        String key = shape.pointer().replaceAll("(/[0-9\u0000]+)+$", "");
        key = key.substring(key.lastIndexOf('/') + 1);
        boolean asKey = plain(key).equals(plain(text));
        boolean known = events.path(text, scope).isPresent() || named.containsKey(text);
        if (!asKey && !known) {
            return Optional.empty();
        }
        Set<String> shared = words(key);
        shared.retainAll(words(text));
        String what = known ? "this is the name of a field as text" : "this is the name of the key as text";
        Problem problem = asKey || !shared.isEmpty() || !named.containsKey(text) ? Problem.error(at(part), what) : Problem.warning(at(part), what);
        return Optional.of(problem.fix("did you mean \"" + path(text, scope) + "\"? If this very text is meant, list \"" + shape.readable() + "\" in \"$same\""));
    }

    private Optional<Problem> inside(JsonPart part, String text, String scope) {
        Matcher path = PATH.matcher(text);
        boolean found = path.find();
        if (!found && !scope.equals("$")) {
            path = RELATIVE.matcher(text);
            found = path.find();
        }
        if (found) {
            return Optional.of(Problem.error(at(part), "the path " + path.group() + " stands in text, where it is no variable").fix("write ${" + path.group() + "} inside text"));
        }
        Matcher braced = BRACED.matcher(text);
        while (braced.find()) {
            if (named.containsKey(braced.group(1)) || events.path(braced.group(1), scope).isPresent()) {
                return Optional.of(Problem.error(at(part), "{" + braced.group(1) + "} stands in text, where it is no variable")
                        .fix("write ${" + path(braced.group(1), scope) + "} inside text"));
            }
        }
        return Optional.empty();
    }

    /** A variable; {@code path} starts with $, or with @ inside {@code $each}. */
    void variable(JsonPart part, Shape shape, Pipe pipe, String scope, boolean required) {
        if (readsAllElements(pipe, scope)) {
            contract.add(withPlace(Problem.error(at(part), "this reads all elements, not the one at hand")
                    .fix("did you mean \"@" + pipe.path().substring(scope.length()) + "\"?"), shape));
            return;
        }
        String path = absolute(scope, pipe.path()).split("\\[\\?", 2)[0];
        if (events.isEmpty() || !scope.equals("$") && !events.has(scope)) {
            return;
        }
        if (!events.has(path)) {
            Optional<String> near = events.nearest(path, scope).map(meant -> path.endsWith("[*]") ? meant + "[*]" : meant);
            String what = "no event of " + events.from() + " has " + pipe.path();
            boolean sure = near.isPresent() && (required || !named.containsValue(near.get()));
            Problem problem = sure ? Problem.error(at(part), what) : Problem.warning(at(part), what);
            contract.add(withPlace(problem.fix(near.map(meant -> "did you mean \"" + meant + "\"? If not, add a case whose event has it").orElse("correct the path, or add a case whose event has it")), shape));
        } else if (pipe.calls().isEmpty() && shape != null && shape.pointer().matches(".*/\\d+(/.*)?") && !shape.pointer().startsWith(Shape.ENTITY + "/identityMap/")) {
            first(part, shape, path);
        }
    }

    private static boolean readsAllElements(Pipe pipe, String scope) {
        return scope.endsWith("[*]") && pipe.calls().isEmpty() && pipe.path().startsWith(scope) && pipe.path().length() > scope.length();
    }

    private void first(JsonPart part, Shape shape, String path) {
        int index = path.indexOf(FIRST);
        if (index > 0 && events.hasSeveral(path.substring(0, index))) {
            String list = path.substring(0, index);
            String rest = path.substring(index + FIRST.length());
            contract.add(withPlace(Problem.error(at(part), "only the first of several is sent: events have more than one at " + list)
                    .fix((rest.isEmpty() ? "write [\"" + list + "[*]\"]" : "write [{\"$each\": \"" + list + "[*]\", ...}] with \"@" + rest + "\" here")
                            + "; if the first is meant, " + list + "[*]" + rest + " ~> first"), shape));
        }
    }

    /** The path of {@code $each} or of a variable, from the event. */
    static String absolute(String scope, String path) {
        return path.startsWith("@") ? scope + path.substring(1) : path;
    }

    private String path(String name, String scope) {
        return events.path(name, scope).or(() -> Optional.ofNullable(named.get(name))).orElseGet(() -> (scope.equals("$") ? "$" : "@") + KnownEvents.step(name));
    }

    private static Problem withPlace(Problem problem, Shape shape) {
        if (shape == null) {
            return problem;
        }
        Problem placed = new Problem(problem.severity(), problem.location(), problem.message(), java.util.List.of()).payload(shape.readable());
        for (Problem.Note note : problem.notes()) {
            placed = placed.with(note.label(), note.text());
        }
        return placed;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : BETWEEN_WORDS.split(name)) {
            words.add(word.toLowerCase(Locale.ROOT));
        }
        words.remove("");
        return words;
    }

    private Location at(JsonPart part) {
        return new Location(file, part.line(), part.column());
    }
}
