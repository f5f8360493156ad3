package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A compiled JSONPath query (RFC 9535, whole). Every path that the RFC does not allow is refused when it is compiled, so that a
 * typing error never shows only as a missing value.
 *
 * <p>Immutable: any number of threads may use one path.
 */
public final class JsonPath {

    private final String text;
    private final Query query;

    private JsonPath(String text, Query query) {
        this.text = text;
        this.query = query;
    }

    /**
     * Compiles a path that starts at the root, {@code $}.
     *
     * @throws JsonPathException naming column and cure
     */
    public static JsonPath compile(String path) {
        return new JsonPath(path, new Parser(path).parse('$'));
    }

    /**
     * Compiles a path that starts at the current node, {@code @}, for use where a surrounding loop says what that is.
     *
     * @throws JsonPathException naming column and cure
     */
    public static JsonPath compileRelative(String path) {
        return new JsonPath(path, new Parser(path).parse('@'));
    }

    /**
     * The nodes at this path, in the order of the document; empty when there are none.
     *
     * @throws TextTooLongException when a text is too long for a pattern of the path
     */
    public List<JsonNode> select(JsonNode root) {
        return select(root, root);
    }

    /**
     * The nodes at this path, in the order of the document.
     *
     * @param root    what {@code $} means
     * @param current what {@code @} means outside filters
     */
    public List<JsonNode> select(JsonNode root, JsonNode current) {
        return query.select(root, current);
    }

    /** Whether the path can match one node at most: only names and indexes. */
    public boolean isSingular() {
        return query.isSingular();
    }

    /**
     * The node at a singular path, without building a list; null when there is none.
     *
     * @throws IllegalStateException when the path is not {@linkplain #isSingular() singular}
     */
    public JsonNode selectOne(JsonNode root) {
        return query.selectOne(root, root);
    }

    /** As {@link #selectOne(JsonNode)}, with a current node for {@code @}. */
    public JsonNode selectOne(JsonNode root, JsonNode current) {
        return query.selectOne(root, current);
    }

    /** The name, when the path is nothing but one name below the root ({@code $.email}): a column of a flat event. */
    public Optional<String> memberName() {
        return query.memberName();
    }

    /** The path as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
