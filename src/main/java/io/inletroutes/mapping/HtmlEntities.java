package io.inletroutes.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few HTML entities that come along when a preview is copied out of a page's source. */
final class HtmlEntities {

    private static final Pattern ENTITY = Pattern.compile("&(quot|amp|lt|gt|apos|nbsp|#34|#39|#x22|#x27);");
    private static final String[] QUOTES = {"&quot;", "&#34;", "&#x22;"};

    private HtmlEntities() {
    }

    /** How many characters the double quote at {@code at} takes, 0 when there is none. */
    static int quote(String text, int at) {
        for (String quote : QUOTES) {
            if (text.startsWith(quote, at)) {
                return quote.length();
            }
        }
        return 0;
    }

    /** Adds the character that the entity at {@code at} stands for, or the ampersand itself. Returns where to read on. */
    static int read(String text, int at, int end, StringBuilder read) {
        Matcher entity = ENTITY.matcher(text).region(at, end);
        if (!entity.lookingAt()) {
            read.append('&');
            return at + 1;
        }
        read.append(switch (entity.group(1)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "nbsp" -> " ";
            case "apos", "#39", "#x27" -> "'";
            default -> "\"";
        });
        return entity.end();
    }
}
