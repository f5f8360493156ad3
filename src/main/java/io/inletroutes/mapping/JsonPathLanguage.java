package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.inletroutes.Event;
import io.inletroutes.Payload;
import io.inletroutes.jsonpath.JsonPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.Predicate;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.LanguageSupport;

/**
 * Camel's {@code jsonpath} language on our own engine, for routes and for {@code ${jsonpath($.a)}} in Simple. The message body is an
 * event, a payload, a JSON text or what Jackson makes of it.
 *
 * <p>A path that can have but one match gives its value; any other gives a list. Objects and arrays stay {@link JsonNode}s.
 */
public final class JsonPathLanguage extends LanguageSupport {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @Override
    public Expression createExpression(String expression) {
        return expression(expression, Object.class);
    }

    /** Camel's options of the language; only the first, the result type, has a meaning here. */
    @Override
    public Expression createExpression(String expression, Object[] properties) {
        return expression(expression, property(Class.class, properties, 0, Object.class));
    }

    @Override
    public Predicate createPredicate(String expression) {
        return (PathExpression) expression(expression, Object.class);
    }

    @Override
    public Predicate createPredicate(String expression, Object[] properties) {
        return createPredicate(expression);
    }

    private Expression expression(String expression, Class<?> resultType) {
        String text = expression.strip();
        try {
            return new PathExpression(JsonPath.compile(text), resultType);
        } catch (IllegalArgumentException e) {
            throw new ExpressionIllegalSyntaxException(text, e);
        }
    }

    private static final class PathExpression extends ExpressionAdapter implements Predicate {

        private final JsonPath path;
        private final Class<?> resultType;

        PathExpression(JsonPath path, Class<?> resultType) {
            this.path = path;
            this.resultType = resultType == null ? Object.class : resultType;
        }

        @Override
        public Object evaluate(Exchange exchange) {
            JsonNode root = tree(exchange);
            Object found;
            if (path.isSingular()) {
                found = java(path.selectOne(root));
            } else {
                List<Object> list = new ArrayList<>();
                path.select(root).forEach(node -> list.add(java(node)));
                found = list;
            }
            return resultType == Object.class ? found : exchange.getContext().getTypeConverter().convertTo(resultType, exchange, found);
        }

        @Override
        public boolean matches(Exchange exchange) {
            List<JsonNode> found = path.select(tree(exchange));
            return found.stream().anyMatch(node -> !node.isNull() && !(node.isBoolean() && !node.booleanValue()));
        }

        @Override
        public String toString() {
            return "jsonpath(" + path + ")";
        }
    }

    private static Object java(JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() ? node.numberValue() : node;
    }

    private static JsonNode tree(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        JsonNode known = Surroundings.tree(body);
        if (known != null) {
            return known;
        }
        if (body == null) {
            return MissingNode.getInstance();
        }
        if (body instanceof JsonNode node) {
            return node;
        }
        if (body instanceof Event event) {
            return event.value();
        }
        try {
            if (body instanceof Payload payload) {
                return MAPPER.readTree(payload.bytes());
            }
            if (body instanceof java.util.Map || body instanceof java.util.Collection) {
                return MAPPER.valueToTree(body);
            }
            byte[] bytes = exchange.getContext().getTypeConverter().convertTo(byte[].class, exchange, body);
            JsonNode read = bytes == null ? null : MAPPER.readTree(bytes);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException | RuntimeException e) { // its message may hold values of the event
            throw new IllegalArgumentException("the message body is no JSON, so no JSONPath finds anything in it (" + e.getClass().getSimpleName() + ")");
        }
    }
}
