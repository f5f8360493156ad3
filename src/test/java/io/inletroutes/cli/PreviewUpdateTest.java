package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class PreviewUpdateTest {

    @Test
    void putsNewKeysInPlaceAndTouchesNoLeafOfTheEngineer() throws Exception {
        JsonNode was = json("{'id':'6f1c','person':{'first':'string','points':10,'old':'string'},'lines':[{'sku':'string'}]}");
        JsonNode is = json("{'id':'7a2d','person':{'first':'string','points':10.5,'tier':'string'},'lines':[{'sku':'string','price':10.5}]}");
        JsonNode mapping = json("{'id':'6f1c','person':{'first':'$.vorname ~> trim','points':'$.p','old':'$.o'},"
                + "'lines':[{'$each':'$.l[*]','sku':'@.s'}]}");

        PreviewUpdate update = new PreviewUpdate(was, is, mapping);

        assertThat(update.mapping()).isEqualTo(json("{'id':'7a2d','person':{'first':'$.vorname ~> trim','points':'$.p','old':'$.o','tier':'string'},"
                + "'lines':[{'$each':'$.l[*]','sku':'@.s','price':10.5}]}"));
        assertThat(update.findings()).containsExactly(
                "changed  /id  the preview's constant",
                "changed  /person/points  from integer to number",
                "came     /person/tier  \"string\"",
                "went     /person/old  (still in the mapping)",
                "came     /lines/0/price  10.5");
    }

    @Test
    void comparesWithTheMappingWhereTheNewPreviewWasPastedOverTheOldOne() throws Exception {
        JsonNode is = json("{'person':{'first':'string','tier':'string'}}");
        JsonNode mapping = json("{'person':{'first':'$.vorname','old':'$.o'},'$same':[]}");

        PreviewUpdate update = new PreviewUpdate(is, is, mapping);

        assertThat(update.mapping()).hasToString("{'person':{'first':'$.vorname','tier':'string','old':'$.o'},'$same':[]}".replace('\'', '"'));
        assertThat(update.findings()).containsExactly("came     /person/tier  \"string\"", "went     /person/old  (still in the mapping)");
    }

    @Test
    void findsNothingInTheSamePreview() throws Exception {
        JsonNode same = json("{'a':'string','b':[10]}");

        PreviewUpdate update = new PreviewUpdate(same, same, json("{'a':'$.a','b':['$.b[*]']}"));

        assertThat(update.findings()).isEmpty();
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
