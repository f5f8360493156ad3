package io.inletroutes.mapping;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTML entities that come along when a preview is copied out of a page's source. */
final class HtmlEntities {

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|(quot|amp|lt|gt|apos|nbsp|ldquo|rdquo));");
    private static final Map<String, Integer> NAMES = Map.of("quot", (int) '"', "ldquo", (int) '"', "rdquo", (int) '"', "amp", (int) '&', "lt", (int) '<', "gt", (int) '>',
            "apos", (int) '\'', "nbsp", 0xa0);

    private HtmlEntities() {
    }

    /** How many characters the double quote at {@code at} takes, 0 when there is none. */
    static int quote(String text, int at) {
        Matcher entity = find(text, at, text.length());
        return entity != null && codePoint(entity) == '"' ? entity.end() - at : 0;
    }

    /** How many characters the blank at {@code at} takes, 0 when there is none. */
    static int blank(String text, int at) {
        Matcher entity = find(text, at, text.length());
        return entity != null && (Character.isWhitespace(codePoint(entity)) || Character.isSpaceChar(codePoint(entity))) ? entity.end() - at : 0;
    }

    /** Adds the character that the entity at {@code at} stands for, or the ampersand itself. Returns where to read on. */
    static int read(String text, int at, int end, StringBuilder read) {
        Matcher entity = find(text, at, end);
        if (entity == null) {
            read.append('&');
            return at + 1;
        }
        int point = codePoint(entity);
        read.appendCodePoint(point == 0xa0 ? ' ' : point);
        return entity.end();
    }

    private static Matcher find(String text, int at, int end) {
        if (at >= end || text.charAt(at) != '&') {
            return null;
        }
        Matcher entity = ENTITY.matcher(text).region(at, end);
        return entity.lookingAt() ? entity : null;
    }

    private static int codePoint(Matcher entity) {
        if (entity.group(3) != null) {
            return NAMES.get(entity.group(3));
        }
        return entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
    }
}
