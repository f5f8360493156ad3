package io.inletroutes.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a mapping reaches beyond the event: expressions of Camel's Simple language, which can read the environment and call
 * methods, and settings, which can be secrets. Somebody who may look but not save gets none tried that the saved mapping does not hold.
 */
final class Expressions {

    private static final Pattern SETTING = Pattern.compile("\\{\\{.*?}}");
    private static final Pattern HARMLESS = Pattern.compile("\\$\\{([$@][^{}]*|variable\\.event(Id|Time)|headers?\\.[\\w-]+|date:now:[^{}:]*|uuid(\\(\\w*\\))?)}");

    private Expressions() {
    }

    /** Those in any text of the tree, names of members included. */
    static Set<String> in(JsonNode tree) {
        Set<String> found = new LinkedHashSet<>();
        collect(tree, found);
        return found;
    }

    private static void collect(JsonNode node, Set<String> found) {
        if (node.isTextual()) {
            collect(node.textValue(), found);
        }
        node.fieldNames().forEachRemaining(name -> collect(name, found));
        node.forEach(child -> collect(child, found));
    }

    private static void collect(String text, Set<String> found) {
        Matcher setting = SETTING.matcher(text);
        while (setting.find()) {
            found.add(setting.group());
        }
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", start + 2)) {
            String expression = balanced(text, start);
            if (!HARMLESS.matcher(expression).matches()) {
                found.add(expression);
            }
        }
    }

    private static String balanced(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0 && i > start) {
                if (text.charAt(i) == '}') {
                    return text.substring(start, i + 1);
                }
            }
        }
        return text.substring(start);
    }
}
