package io.inletroutes.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with an event, as the problem's text tells it: with the place in the mapping, the place in the payload and the fields
 * it is about.
 *
 * @param text the whole problem, several lines
 */
record Reason(String text) {

    private static final Pattern MAPPING = Pattern.compile("(?m)^mappings/([^/:\\s]+)/mapping\\.json:(\\d+)");
    private static final Pattern POINTER = Pattern.compile("(?m)^ {2}payload +(/\\S+)");
    private static final Pattern FIX = Pattern.compile("(?m)^ {2}fix +(.+)");
    private static final Pattern FIELD = Pattern.compile("\\$\\.([\\p{L}_][\\p{L}\\p{N}_-]*)|\\bcolumn ([\\p{L}_][\\p{L}\\p{N}_-]*)");
    private static final int AROUND = 4;

    /** Places in the payload. */
    Set<String> pointers() {
        Set<String> found = new TreeSet<>();
        Matcher matcher = POINTER.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** Names of the event's fields. */
    Set<String> fields() {
        Set<String> found = new TreeSet<>();
        Matcher matcher = FIELD.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return found;
    }

    /** What to do; empty when the text does not say. */
    String cure() {
        Matcher fix = FIX.matcher(text);
        return fix.find() ? fix.group(1) : "";
    }

    /** The lines of the mapping around the place, which is marked; nothing when the problem names none, or the line is not there any more. */
    Html inMapping(Path mappings) throws IOException {
        Html html = new Html();
        Matcher place = MAPPING.matcher(text);
        if (!place.find()) {
            return html;
        }
        Path file = mappings.resolve(place.group(1)).resolve("mapping.json").normalize();
        int line = Integer.parseInt(place.group(2));
        if (!file.startsWith(mappings) || !Files.isRegularFile(file)) {
            return html;
        }
        List<String> lines = Files.readAllLines(file);
        if (line > lines.size()) {
            return html;
        }
        html.open("h2").text("In the mapping ").leaf("a", place.group(1), "href", MappingsPage.PATH + "/" + Fields.encode(place.group(1)) + "?line=" + line).close();
        html.open("pre", "class", "source", "tabindex", "0", "aria-label", "Lines of the mapping");
        for (int number = Math.max(1, line - AROUND); number <= Math.min(lines.size(), line + AROUND); number++) {
            String shown = String.format("%4d  %s", number, lines.get(number - 1));
            if (number == line) {
                html.leaf("mark", shown).text("\n");
            } else {
                html.text(shown + "\n");
            }
        }
        return html.close();
    }
}
