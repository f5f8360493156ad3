package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class JsonPathLanguageTest {

    private final Language language = Home.CONTEXT.resolveLanguage("jsonpath");

    private static Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(Home.CONTEXT);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    @Test
    void isCamelsJsonPath() {
        assertThat(language).isInstanceOf(JsonPathLanguage.class);
    }

    @Test
    void readsEventsTextsMapsAndTrees() {
        for (Object body : List.of(Events.json("{\"a\":{\"b\":5}}"), "{\"a\":{\"b\":5}}", "{\"a\":{\"b\":5}}".getBytes(), Map.of("a", Map.of("b", 5)), Events.tree("{\"a\":{\"b\":5}}"))) {
            assertThat(language.createExpression("$.a.b").evaluate(exchange(body), Integer.class)).isEqualTo(5);
        }
        assertThat(language.createExpression("$.a").evaluate(exchange(Events.row(List.of("a"), "x")), String.class)).isEqualTo("x");
    }

    @Test
    void givesAListForAPathWithSeveralMatches() {
        Exchange exchange = exchange("{\"items\":[{\"n\":1},{\"n\":2}]}");

        List<?> items = language.createExpression("$.items[*]").evaluate(exchange, List.class);

        assertThat(items).hasSize(2).allMatch(item -> item instanceof JsonNode);
        assertThat(language.createPredicate("$.items[?@.n > 1]").matches(exchange)).isTrue();
        assertThat(language.createPredicate("$.items[?@.n > 2]").matches(exchange)).isFalse();
    }

    @Test
    void worksInsideSimple() {
        assertThat(Home.CONTEXT.resolveLanguage("simple").createExpression("${jsonpath($.a)}!").evaluate(exchange("{\"a\":\"x\"}"), String.class)).isEqualTo("x!");
    }

    @Test
    void refusesAPathThatIsNoneAndABodyThatIsNoJsonWithoutItsText() {
        assertThatThrownBy(() -> language.createExpression("$.a[")).isInstanceOf(ExpressionIllegalSyntaxException.class);
        assertThatThrownBy(() -> language.createExpression("$.a").evaluate(exchange("secret {"), String.class))
                .hasMessageContaining("the message body is no JSON").hasMessageNotContaining("secret");
    }
}
