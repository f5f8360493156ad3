package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MendingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'a': 'x'}                    | a          | y    | {'a': 'y'}",
        "{'a': 'x'}                    | b          | y    | {'a': 'x', 'b': 'y'}",
        "{'a': 1}                      | a          | 1.50 | {'a': 1.50}",
        "{'a': 1}                      | a          | one  | {'a': 'one'}",
        "{'a': true}                   | a          | false| {'a': false}",
        "{'a': true}                   | a          | 1    | {'a': '1'}",
        "{'a': '1'}                    | a          | 2    | {'a': '2'}",
        "{'lines': [{'sku': 'x'}]}     | /lines/0/sku | y  | {'lines': [{'sku': 'y'}]}",
        "{'tags': ['x', 'z']}          | /tags/1    | y    | {'tags': ['x', 'y']}",
        "{'/a': 'x'}                   | /a         | y    | {'/a': 'y'}",
    })
    void setsOnePlaceAndKeepsItsKind(String before, String place, String text, String after) throws Exception {
        JsonNode event = JsonView.JSON.readTree(before.replace('\'', '"'));

        assertThat(Mending.set(event, place, text)).isTrue();
        assertThat(event).isEqualTo(JsonView.JSON.readTree(after.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource({"/lines/7/sku", "/nothing/here", "/tags/9", "/tags/x"})
    void leavesAnEventWithoutThatPlaceAlone(String place) throws Exception {
        JsonNode event = JsonView.JSON.readTree("{\"lines\": [], \"tags\": [\"x\"]}");

        assertThat(Mending.set(event, place, "y")).isFalse();
        assertThat(event).isEqualTo(JsonView.JSON.readTree("{\"lines\": [], \"tags\": [\"x\"]}"));
    }
}
