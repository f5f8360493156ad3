package io.inletroutes.mapping;

import io.inletroutes.Headings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A variable for which the event holds nothing. */
final class NoValue extends Unfit {

    private static final long serialVersionUID = 1;

    private static final Pattern MEMBER = Pattern.compile("\\$(?:\\.([^.\\[\\]]+)|\\['([^'\\\\]+)'\\]|\\[\"([^\"\\\\]+)\"\\])");

    NoValue() {
        super("has no value", null);
    }

    /** What to do about it, in the words of the event's source. */
    static String cure(String variable, Fill fill) {
        if (variable.startsWith("${")) {
            return "set it in the route before the mapping, or write another expression";
        }
        Headings headings = fill.headings();
        if (headings == null) {
            return "send it with the event, or state in the mapping what to send without it";
        }
        Matcher member = MEMBER.matcher(variable);
        if (!member.matches()) {
            return "this event is a row: name one of its columns, as $['" + (headings.names().isEmpty() ? "name" : headings.names().get(0)) + "']";
        }
        String column = member.group(1) != null ? member.group(1) : member.group(2) != null ? member.group(2) : member.group(3);
        if (headings.indexOf(column) < 0) {
            return "the file has no column \"" + column + "\"" + Suggestion.of(column, headings.names());
        }
        return "fill the " + column + " column, or state in the mapping what to send without it";
    }
}
