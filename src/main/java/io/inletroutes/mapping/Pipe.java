package io.inletroutes.mapping;

import io.inletroutes.mapping.FunctionCall.Argument;
import io.inletroutes.mapping.FunctionCall.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path and the functions behind it, as a leaf writes them: {@code $.Ende? ~> trim ~> date('dd.MM.yyyy')}.
 *
 * @param path     as written, without the question mark
 * @param optional whether the key is left out when there is no value
 * @param calls    in order
 * @param column   0-based, where the path starts in the leaf
 */
record Pipe(String path, boolean optional, List<FunctionCall> calls, int column) {

    private static final Pattern CALL = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_-]*)\\s*(\\(.*\\))?\\s*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");

    Pipe {
        calls = List.copyOf(calls);
    }

    /** Whether the path starts from the match of {@code $each}. */
    boolean isRelative() {
        return path.startsWith("@");
    }

    boolean hasDefault() {
        return calls.stream().anyMatch(call -> call.name().equals("default"));
    }

    /** @param column where {@code text} starts in its leaf */
    static Pipe parse(String text, int column) throws NotationException {
        List<Integer> cuts = cuts(text, "~>");
        String path = (cuts.isEmpty() ? text : text.substring(0, cuts.get(0))).stripTrailing();
        boolean optional = path.endsWith("?");
        if (optional) {
            path = path.substring(0, path.length() - 1).stripTrailing();
        }
        Elsewhere.refuseOperators(path, column);
        List<FunctionCall> calls = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            int from = cuts.get(i) + 2;
            calls.add(call(text.substring(from, i + 1 < cuts.size() ? cuts.get(i + 1) : text.length()), column + from));
        }
        return new Pipe(path, optional, calls, column);
    }

    private static FunctionCall call(String text, int column) throws NotationException {
        int name = column + text.length() - text.stripLeading().length();
        if (text.isBlank()) {
            throw new NotationException(column, "a function is missing behind ~>", "name one of " + String.join(", ", Functions.names()) + ", or delete the ~>");
        }
        if (text.stripTrailing().endsWith("?")) {
            throw new NotationException(name, "the ? stands behind a function", "write it behind the path, before the first ~>");
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            throw new NotationException(name, "this is no function", "write name or name('argument') behind ~>");
        }
        String arguments = call.group(2);
        FunctionCall read = new FunctionCall(call.group(1), arguments == null ? List.of()
                : arguments(arguments.substring(1, arguments.length() - 1), column + call.start(2) + 1), name);
        check(read);
        return read;
    }

    private static void check(FunctionCall call) throws NotationException {
        io.inletroutes.mapping.Function function = Functions.find(call.name()).orElse(null);
        if (function == null) {
            String known = "Known: " + String.join(", ", Functions.names());
            throw new NotationException(call.column(), "there is no function \"" + call.name() + "\"", Elsewhere.function(call.name())
                    .orElseGet(() -> Suggestion.nearest(call.name(), Functions.names()).map(word -> "did you mean \"" + word + "\"? ").orElse("") + known));
        }
        boolean fits = call.arguments().size() >= function.required() && call.arguments().size() <= function.sorts().size();
        for (int i = 0; fits && i < call.arguments().size(); i++) {
            fits = function.sorts().get(i) == Sort.PATH || function.sorts().get(i) == call.arguments().get(i).kind();
        }
        if (!fits) {
            throw new NotationException(call.column(), "the arguments of " + call.name() + " do not fit", "write " + function.signature());
        }
    }

    private static List<Argument> arguments(String text, int column) throws NotationException {
        List<Argument> arguments = new ArrayList<>();
        if (text.isBlank()) {
            return arguments;
        }
        List<Integer> cuts = cuts(text, ",");
        int from = 0;
        for (int i = 0; i <= cuts.size(); i++) {
            int to = i < cuts.size() ? cuts.get(i) : text.length();
            arguments.add(argument(text.substring(from, to).strip(), column + from));
            from = to + 1;
        }
        return arguments;
    }

    private static Argument argument(String text, int column) throws NotationException {
        if (text.equals("true") || text.equals("false")) {
            return new Argument(Sort.BOOLEAN, text);
        }
        if (NUMBER.matcher(text).matches()) {
            return new Argument(Sort.NUMBER, text);
        }
        if (text.startsWith("$") || text.startsWith("@")) {
            return new Argument(Sort.PATH, text);
        }
        boolean quoted = text.length() >= 2 && (text.charAt(0) == '\'' || text.charAt(0) == '"') && text.charAt(text.length() - 1) == text.charAt(0);
        if (!quoted) {
            throw new NotationException(column, "an argument is neither a quoted text nor a number, true, false or a path", "write texts in quotes: 'text'");
        }
        return new Argument(Sort.TEXT, unquote(text.substring(1, text.length() - 1), text.charAt(0), column));
    }

    private static String unquote(String text, char quote, int column) throws NotationException {
        StringBuilder read = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                throw new NotationException(column + i, "a quote ends the argument too early", "write \\" + quote + " for a quote inside the text");
            }
            if (c != '\\') {
                read.append(c);
                continue;
            }
            char next = ++i < text.length() ? text.charAt(i) : 0;
            int known = "bfnrt/\\'\"".indexOf(next);
            if (known >= 0 && next != 0) {
                read.append("\b\f\n\r\t/\\'\"".charAt(known));
            } else if (next == 'u' && text.length() > i + 4 && text.substring(i + 1, i + 5).matches("[0-9a-fA-F]{4}")) {
                read.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                throw new NotationException(column + i, "this is no escape", "write \\\\ for a backslash");
            }
        }
        return read.toString();
    }

    /** Where {@code mark} stands outside quotes and brackets. */
    private static List<Integer> cuts(String text, String mark) {
        return Outside.of(text).filter(at -> text.startsWith(mark, at)).boxed().toList();
    }
}
