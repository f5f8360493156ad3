package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingCasesTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makeHome() {
        home = new Home(folder).entity("{\"id\":\"string\",\"v\":10}", "{\"id\":\"${variable.eventId}\",\"v\":\"$.v\",\"h\":\"${header.h} {{s}}\"}").setting("s", "x");
    }

    @Test
    void isContentWithCasesThatHold() {
        home.write("cases.json", """
                [{"name": "a number", "event": {"v": "5"}, "headers": {"h": "y"}, "entity": {"id": "00000000-0000-8000-8000-000000000000", "v": 5.0, "h": "y x"}},
                 {"name": "an own id and setting", "event": {"v": 5}, "headers": {"h": "y"}, "variables": {"eventId": "e"}, "settings": {"s": "z"}, "entity": {"id": "e", "v": 5, "h": "y z"}},
                 {"name": "an error", "event": {"v": "many"}, "headers": {"h": "y"}, "error": {"pointer": "/body/xdmEntity/v", "message": "variable $.v is no integer"}}]
                """);

        assertThat(home.cases()).isEmpty();
    }

    @Test
    void showsTheDifferenceOfACaseThatFails() {
        home.write("cases.json", """
                [{"name": "one", "event": {"v": 5}, "headers": {"h": "y"}, "entity": {"id": "00000000-0000-8000-8000-000000000000", "v": 6, "w": 1}},
                 {"name": "two", "event": {"v": 5}, "headers": {"h": "y"}, "error": {"message": "variable $.v has no value"}},
                 {"name": "three", "event": {}, "headers": {"h": "y"}, "error": {"pointer": "/body/xdmEntity/w", "message": "variable $.v has no value"}}]
                """);

        assertThat(home.cases()).extracting(Problem::toString).containsExactly("""
                mappings/m/cases.json:1:2: the case "one" fails
                  differs  /v: expected 6, got 5
                  differs  /w: expected 1, got nothing
                  differs  /h: expected nothing, got "y x"
                  fix      correct the mapping, or the case if the payload is right (check --accept)""", """
                mappings/m/cases.json:2:2: the case "two" fails
                  expected the error "variable $.v has no value"
                  got      a payload
                  fix      correct the mapping, or the case if the payload is right (check --accept)""", """
                mappings/m/cases.json:3:2: the case "three" fails
                  expected /body/xdmEntity/w: variable $.v has no value
                  got      /body/xdmEntity/v: variable $.v has no value
                  fix      correct the mapping, or the case if the error is right (check --accept)""");
    }

    @Test
    void comparesSeveralErrorsAndShowsThoseThatDiffer() {
        home.write("cases.json", """
                [{"name": "one", "event": {"v": "x"}, "errors": [{"message": "variable ${header.h} {{s}} has no value"}, {"pointer": "/body/xdmEntity/v", "message": "variable $.v is no integer"}]},
                 {"name": "two", "event": {}, "headers": {"h": "y"}, "errors": [{"pointer": "/body/xdmEntity/v", "message": "variable $.v has no value"}, {"message": "variable $.w has no value"}]},
                 {"name": "three", "event": {}, "headers": {"h": "y"}, "errors": [{"pointer": "/body/xdmEntity/v"}]}]
                """);

        assertThat(home.cases()).extracting(Problem::toString).containsExactly("""
                mappings/m/cases.json:1:2: the case "one" fails
                  expected variable ${header.h} {{s}} has no value
                  got      /body/xdmEntity/h: variable ${header.h} has no value
                  fix      correct the mapping, or the case if the error is right (check --accept)""", """
                mappings/m/cases.json:2:2: the case "two" fails
                  expected variable $.w has no value
                  fix      correct the mapping, or the case if the error is right (check --accept)""", """
                mappings/m/cases.json:3:67: an expected error has no message
                  fix      write {"pointer": "/body/xdmEntity/...", "message": "variable $.x has no value"}""");
    }

    @Test
    void readsCasesBesideASchema() {
        home.write("cases.json", "{\"$schema\": \"../../schemas/cases.schema.json\", \"cases\": [{\"name\": \"one\", \"event\": {\"v\": 5}, \"headers\": {\"h\": \"y\"}, \"error\": {\"message\": \"m\"}}]}");

        assertThat(home.cases()).extracting(Problem::firstLine).containsExactly("mappings/m/cases.json:1:58: the case \"one\" fails");
    }

    @Test
    void saysWhatIsWrongWithTheFile() {
        home.write("cases.json", "[{\"name\": \"one\", \"events\": {}},\n {\"name\": \"two\", \"event\": {},}]");
        assertThat(home.cases()).extracting(Problem::toString).containsExactly("mappings/m/cases.json:2:29: a comma stands before the closing }\n  fix      delete the comma");

        home.write("cases.json", "[{\"name\": \"one\", \"events\": {}}]");
        assertThat(home.cases()).extracting(Problem::firstLine).containsExactly("mappings/m/cases.json:1:18: a case has no key \"events\"; did you mean \"event\"?");

        home.write("cases.json", "[{\"name\": \"one\", \"event\": {}}]");
        assertThat(home.cases()).extracting(Problem::firstLine).containsExactly("mappings/m/cases.json:1:2: a case needs a name, an event, and one of entity, payload, error and errors");
    }

    @Test
    void checksTheEntityOfACaseAgainstTheSchema() {
        home.write("schema.json", "{\"type\":\"object\",\"required\":[\"_id\"],\"properties\":{\"id\":{},\"v\":{\"type\":\"integer\"}},\"additionalProperties\":false}");
        home.write("cases.json", "[{\"name\": \"one\", \"event\": {\"v\": 5}, \"headers\": {\"h\": \"y\"}, \"entity\": {\"id\": \"00000000-0000-8000-8000-000000000000\", \"v\": 5, \"h\": \"y x\"}}]");

        assertThat(home.cases()).extracting(Problem::toString).containsExactly("""
                mappings/m/cases.json:1:2: the payload of the case "one" breaks the schema: the key "_id" is missing
                  payload  /body/xdmEntity
                  inlet    required key [_id] not found
                  fix      fill it in the mapping""", """
                mappings/m/cases.json:1:2: the payload of the case "one" breaks the schema: the schema does not know the key "h"
                  payload  /body/xdmEntity
                  inlet    extraneous key [h] is not permitted
                  fix      correct or delete the key; export the schema again if it was changed""");
    }
}
