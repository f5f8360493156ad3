package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The function that gives a field's values the type that the preview shows.
 *
 * @param function to append, may be empty
 * @param why      why somebody should look at it; empty when it is sure
 * @param fits     whether any function can do it
 */
record SampleType(String function, String why, boolean fits) {

    private static final SampleType AS_IT_IS = new SampleType("", "", true);
    private static final List<List<String>> YES_NO = List.of(List.of("yes", "no"), List.of("y", "n"), List.of("ja", "nein"), List.of("j", "n"), List.of("1", "0"), List.of("oui", "non"), List.of("si", "no"));

    static SampleType of(JsonNode preview, SampleField field) {
        if (preview.isBoolean()) {
            return truth(field);
        }
        if (preview.isNumber()) {
            return number(preview, field);
        }
        String shown = preview.asText();
        if (shown.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
            return time(shown, field);
        }
        if (shown.matches("\\d{4}-\\d\\d-\\d\\d")) {
            boolean dates = field.texts().stream().allMatch(text -> text.matches("\\d{4}-\\d\\d-\\d\\d"));
            String function = SampleTime.dateFunction(field.texts());
            return dates ? AS_IT_IS : function.isEmpty() ? new SampleType("", "the events write no date as the preview does", false) : new SampleType(function, "check the pattern", true);
        }
        return field.values().stream().allMatch(JsonNode::isTextual) ? AS_IT_IS : new SampleType(" ~> string", "", true);
    }

    private static SampleType truth(SampleField field) {
        if (field.texts().stream().allMatch(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return AS_IT_IS;
        }
        TreeSet<String> words = new TreeSet<>(field.texts());
        TreeSet<String> plain = new TreeSet<>();
        words.forEach(word -> plain.add(word.toLowerCase(Locale.ROOT)));
        for (List<String> pair : YES_NO) {
            if (pair.containsAll(plain)) {
                String yes = words.stream().filter(word -> word.equalsIgnoreCase(pair.get(0))).findFirst().orElse(pair.get(0));
                String no = words.stream().filter(word -> word.equalsIgnoreCase(pair.get(1))).findFirst().orElse(pair.get(1));
                return new SampleType(" ~> boolean('" + yes + "', '" + no + "')", "check the two words", true);
            }
        }
        return new SampleType("", "its values are not true and false", false);
    }

    private static SampleType number(JsonNode preview, SampleField field) {
        List<String> texts = field.texts();
        if (texts.stream().allMatch(text -> text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?"))) {
            boolean fraction = texts.stream().anyMatch(text -> !text.matches("-?\\d+(\\.0+)?"));
            return preview.isIntegralNumber() && fraction ? new SampleType(" ~> number", "the preview shows an integer, and events have fractions", true) : AS_IT_IS;
        }
        if (texts.stream().allMatch(text -> text.matches("-?\\d{1,3}(\\.\\d{3})*(,\\d+)?|-?\\d+,\\d+"))) {
            return new SampleType(" ~> number(',', '.')", "check decimal and grouping", true);
        }
        if (texts.stream().allMatch(text -> text.matches("-?\\d{1,3}(,\\d{3})*(\\.\\d+)?"))) {
            return new SampleType(" ~> number('.', ',')", "check decimal and grouping", true);
        }
        if (texts.stream().allMatch(text -> text.matches("-?\\d{1,3}('\\d{3})*(\\.\\d+)?"))) {
            return new SampleType(" ~> number('.', '\\'')", "check decimal and grouping", true);
        }
        long numbers = texts.stream().filter(text -> text.matches("-?\\d+(\\.\\d+)?")).count();
        return 2 * numbers > texts.size() ? new SampleType("", (texts.size() - numbers) + " of " + texts.size() + " events hold no number there", true)
                : new SampleType("", "its values are no numbers", false);
    }

    private static SampleType time(String shown, SampleField field) {
        List<String> functions = field.texts().stream().map(text -> SampleTime.function(shown, text)).distinct().toList();
        boolean times = field.texts().stream().allMatch(text -> SampleTime.isTime(text) || text.matches("\\d{10}|\\d{13}"));
        if (functions.size() != 1 || !times) {
            return new SampleType("", "its values are no points in time that init can read", false);
        }
        return new SampleType(functions.get(0), functions.get(0).contains("UTC") ? "check the pattern and the time zone" : "", true);
    }
}
