package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new preview pasted over the one that the mapping was written for. */
class DriftTest {

    private static final String MAPPING = """
            {"name": "$.name",
            "year": "$.year",
            "old": "$.old",
            "lines": [{"$each": "$.lines[*]",
            "sku": "@.sku",
            "gone": "@.gone?"}]}""";

    @TempDir
    Path folder;

    @Test
    void namesEveryKeyThatCameWentOrChangedTypeAndTheLinesConcerned() {
        Home home = new Home(folder).entity("""
                {"name":"string",
                "year":"string",
                "tier":"string",
                "lines":[{"sku":"string",
                "price":10.5}]}""", MAPPING);
        home.write("cases.json", """
                [{"name": "one", "event": {"name": "a", "year": "1984", "old": "b", "lines": [{"sku": "c", "gone": "d"}]},
                  "entity": {"name": "a", "year": 1984, "old": "b", "lines": [{"sku": "c", "gone": "d"}]}}]""");

        assertThat(drift(home)).extracting(Problem::toString).containsExactly("""
                mappings/m/mapping.json: warning: the preview has changed since this mapping was written: 2 keys came, 2 went, 1 changed type
                  came     /body/xdmEntity/tier (mappings/m/preview.json:6)
                  came     /body/xdmEntity/lines/0/price (mappings/m/preview.json:8)
                  went     /body/xdmEntity/lines/0/gone (mappings/m/mapping.json:9)
                  went     /body/xdmEntity/old (mappings/m/mapping.json:6)
                  changed  /body/xdmEntity/year from a number to text (mappings/m/mapping.json:5)
                  fix      inlet-routes update m --preview mappings/m/preview.json puts new keys in their place; correct the other lines, then check --accept takes the cases along""");
    }

    @Test
    void isSilentAboutKeysLeftOutOnPurposeAndAboutOneMisspeltKey() {
        Home leftOut = new Home(folder).entity("{\"name\":\"string\",\"year\":10,\"tier\":\"string\"}", "{\"name\":\"$.name\"}");
        assertThat(drift(leftOut)).isEmpty();

        Home misspelt = new Home(folder).entity("{\"name\":\"string\",\"year\":10}", "{\"nmae\":\"$.name\",\"year\":\"$.year\"}");
        assertThat(drift(misspelt)).isEmpty();
    }

    private static List<Problem> drift(Home home) {
        return home.load().problems().stream().filter(problem -> problem.message().contains("has changed")).toList();
    }
}
