package io.inletroutes.inlet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.Event;
import io.inletroutes.Location;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells an inlet's refusal: its own words without any value of the event, the place, the cure where one is known. The inlet quotes
 * values ("[x] is not a valid date-time"), and they must not reach a log.
 */
final class RefusalText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper TREE = new ObjectMapper();
    private static final Pattern PREFIX = Pattern.compile("(?:inletId: \\[[^\\]]*\\]\\s*)?(?:imsOrgId: \\[[^\\]]*\\]\\s*)?");
    private static final Pattern BRACKETS = Pattern.compile("(\\bkeys? )?\\[([^\\]]*)\\]");
    private static final Pattern ENUM = Pattern.compile("(^|; )((?:#?/\\S*: )?)(.*?)( is not a valid enum value)");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|(?<![\\w])'[^']*'(?! (?:field|value|key|is mandatory))");
    private static final int SHORTEST_VALUE = 3;
    private static final int LONGEST = 600;

    private RefusalText() {
    }

    /**
     * @param keys    of the inlet's settings
     * @param payload what was refused
     * @param status  the inlet's, 0 when it was never asked
     * @param detail  the inlet's own words, may be null
     */
    static Problem tell(InletKeys keys, Payload payload, int status, InletReply.Detail detail, String xactionId) {
        String said = detail == null || detail.message().isBlank() ? "" : ": " + withoutValues(detail.message(), payload);
        Problem problem = about(payload, "the inlet refused the event with " + status + said);
        if (detail != null && detail.pointer() != null && detail.pointer().matches("(/[\\w@.:-]+)+")) {
            problem = problem.payload("/body/xdmEntity" + detail.pointer());
        }
        if (xactionId != null) {
            problem = problem.with("xaction", xactionId);
        }
        Optional<String> cure = isOrganisation(said) ? Optional.of("header.imsOrgId of the mapping must be the organisation of the inlet: compare it, and "
                + keys.told("ims-org-id") + "; a changed setting counts after a restart") : cure(said);
        return cure.isPresent() ? problem.fix(cure.get()) : problem;
    }

    /** Whether the inlet complains of the organisation. */
    static boolean isOrganisation(String said) {
        return said != null && said.toLowerCase(java.util.Locale.ROOT).contains("ims org");
    }

    /** The organisation that a payload names itself. */
    static Optional<String> organisation(Payload payload) {
        try {
            JsonNode named = TREE.readTree(payload.bytes()).at("/header/imsOrgId");
            return named.isTextual() ? Optional.of(named.textValue()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no JSON names none
        }
    }

    /** A problem of one payload, with the places that are known. */
    static Problem about(Payload payload, String message) {
        Location location = payload.mapping().map(name -> Location.of("mappings/" + name + "/mapping.json")).orElse(Location.NONE);
        Problem problem = Problem.error(location, message);
        Optional<Event> event = payload.event();
        return event.isPresent() ? problem.event(event.get().origin().place()) : problem;
    }

    /** The inlet's words with every value of the payload taken out; names of fields stay. */
    static String withoutValues(String message, Payload payload) {
        String text = PREFIX.matcher(message.strip()).replaceFirst("");
        text = BRACKETS.matcher(text).replaceAll(match -> Matcher.quoteReplacement(
                match.group(1) == null ? "[..]" : match.group(1) + "[" + match.group(2) + "]"));
        text = ENUM.matcher(text).replaceAll("$1$2[..]$4");
        text = QUOTED.matcher(text).replaceAll("[..]");
        for (String value : values(payload)) {
            if (text.contains(value)) {
                text = Pattern.compile("(?<!key \\[)(?<![\\w])" + Pattern.quote(value) + "(?![\\w])").matcher(text).replaceAll("[..]");
            }
        }
        text = text.replaceAll("[\\r\\n\\t]+", " ");
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
    }

    /** Longest first, so that a part is not taken out of a whole. */
    private static List<String> values(Payload payload) {
        TreeSet<String> values = new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        try (JsonParser parser = JSON.createParser(payload.bytes())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
                    String value = parser.getText();
                    if (value.length() >= SHORTEST_VALUE) {
                        values.add(value);
                    }
                }
            }
        } catch (IOException e) {
            return List.of(); // a ready-made payload that is no JSON; the inlet cannot quote from it
        }
        return new ArrayList<>(values);
    }

    private static Optional<String> cure(String said) {
        String text = said.toLowerCase(java.util.Locale.ROOT);
        if (text.contains("extraneous key")) {
            return Optional.of("remove that key from mapping.json, or add the field to the schema");
        }
        if (text.contains("required key")) {
            return Optional.of("fill that field in mapping.json; the schema requires it");
        }
        if (text.contains("unknown xdm format") || text.contains("'header' field")) {
            return Optional.of("paste the payload preview anew: header and body must have its shape");
        }
        if (text.contains("source name")) {
            return Optional.of("keep header.source.name of the payload preview");
        }
        if (text.contains("expected type")) {
            return Optional.of("give the variable the type the schema asks for, such as ~> string or ~> integer");
        }
        if (text.contains("date-time")) {
            return Optional.of("write the time with its zone, for example by ~> dateTime('pattern', 'zone')");
        }
        if (text.contains("uri reference")) {
            return Optional.of("an id has no blank, no | and no {}, and no 1:2: ~> replace(' ', '-') or ~> sha256");
        }
        if (text.contains("enum value")) {
            return Optional.of("send one of the values the schema allows; ~> lookup('table') turns one word into another");
        }
        if (text.contains("match pattern")) {
            return Optional.of("see the pattern in the schema; correct the event, or ~> trim, ~> uppercase or ~> replace may do");
        }
        return Optional.empty();
    }
}
