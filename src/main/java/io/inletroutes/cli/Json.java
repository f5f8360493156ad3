package io.inletroutes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON as the commands read and show it: digits stay as they were. */
final class Json {

    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Pattern INDENT = Pattern.compile("\\R([ \\t]+)\\S");
    private static final String TWO_BLANKS = "  ";

    private Json() {
    }

    static ObjectMapper exact() {
        return EXACT;
    }

    /** Over several lines, with {@code \n} on every platform. */
    static String pretty(JsonNode tree) {
        return pretty(tree, TWO_BLANKS);
    }

    /** The same, each level indented as in {@code model}, so that the two can be compared line by line. */
    static String prettyLike(String model, JsonNode tree) {
        Matcher indent = INDENT.matcher(model);
        return pretty(tree, indent.find() ? indent.group(1) : TWO_BLANKS);
    }

    private static String pretty(JsonNode tree, String indent) {
        DefaultIndenter lines = new DefaultIndenter(indent, "\n");
        Separators separators = Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER).withArrayEmptySeparator("").withObjectEmptySeparator("");
        try {
            return EXACT.writer(new DefaultPrettyPrinter().withArrayIndenter(lines).withObjectIndenter(lines).withSeparators(separators)).writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
