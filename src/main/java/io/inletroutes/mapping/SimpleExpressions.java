package io.inletroutes.mapping;

import io.inletroutes.jsonpath.JsonPath;
import io.inletroutes.jsonpath.JsonPathException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * Expressions of Camel's Simple language in a mapping. Those that only read a header, a variable, a property or a key of the event
 * are compiled to direct access; the others are evaluated by Camel with the event as body.
 */
final class SimpleExpressions {

    private static final Pattern READ = Pattern.compile("\\$\\{\\s*(headers?|variables?|exchangeProperty|body)(?:[.]([A-Za-z_][\\w-]*)|\\[['\"]?([\\w -]+)['\"]?])?\\s*}");
    private static final Pattern BODY_PATH = Pattern.compile("\\$\\{\\s*body((?:\\??\\.[A-Za-z_]\\w*){2,})\\s*}");

    private static final Pattern FIELD = Pattern.compile("\\$\\{\\s*([A-Za-z_]\\w*)\\s*}");

    private final CamelContext context;

    SimpleExpressions(CamelContext context) {
        this.context = context;
    }

    Source compile(Notation.Simple simple) throws NotationException {
        Matcher read = READ.matcher(simple.expression());
        if (read.matches()) {
            String name = read.group(2) != null ? read.group(2) : read.group(3);
            Source direct = direct(read.group(1), name);
            if (direct != null) {
                return direct;
            }
        }
        Matcher path = BODY_PATH.matcher(simple.expression());
        if (path.matches()) {
            JsonPath compiled = memberPath(path.group(1).replace("?", ""));
            return fill -> Value.of(compiled.selectOne(fill.root()));
        }
        return evaluated(simple);
    }

    private static Source direct(String what, String name) {
        if (name == null) {
            return what.equals("body") ? fill -> fill.event().raw() : null;
        }
        switch (what) {
            case "header", "headers" -> {
                return fill -> fill.header(name);
            }
            case "exchangeProperty" -> {
                return fill -> fill.property(name);
            }
            case "body" -> {
                return fill -> Value.of(fill.root().get(name));
            }
            default -> {
                return switch (name) {
                    case "eventId" -> Fill::eventId;
                    case "eventTime" -> Fill::eventTime;
                    default -> fill -> fill.variable(name);
                };
            }
        }
    }

    private static JsonPath memberPath(String members) throws NotationException {
        try {
            return JsonPath.compile("$" + members);
        } catch (JsonPathException e) {
            throw new NotationException(0, e.problem(), e.cure());
        }
    }

    private Source evaluated(Notation.Simple simple) throws NotationException {
        Expression expression;
        try {
            expression = context.resolveLanguage("simple").createExpression(simple.expression());
            expression.init(context);
        } catch (RuntimeException e) { // Camel's message repeats the expression over several lines
            Matcher name = FIELD.matcher(simple.expression());
            if (name.matches()) {
                throw new NotationException(simple.column(), "Camel's Simple language knows no \"" + name.group(1) + "\"", "write ${$." + name.group(1) + "} for a field of the event, ${header." + name.group(1) + "} for a header");
            }
            throw new NotationException(simple.column(), "Camel's Simple language does not understand this expression",
                    "see Camel's page on Simple for its functions; a path is written ${$.name}, and $${ gives a literal ${");
        }
        return fill -> {
            Exchange exchange = fill.simpleExchange();
            try {
                Object value = expression.evaluate(exchange, Object.class);
                if (value instanceof byte[] || value instanceof java.io.InputStream) {
                    value = exchange.getContext().getTypeConverter().convertTo(String.class, exchange, value);
                }
                return Value.ofJava(value);
            } catch (RuntimeException e) { // its message may hold values of the event
                throw new Unfit("could not be evaluated (" + e.getClass().getSimpleName() + ")", "try the expression on an event by preview").in(simple.expression());
            }
        };
    }
}
