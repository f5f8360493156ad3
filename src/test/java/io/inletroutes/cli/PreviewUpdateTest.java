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

        assertThat(update.mapping()).isEqualTo(json("{'id':'7a2d','person':{'first':'$.vorname ~> trim','points':'$.p','old':'$.o','tier':'$.tier?'},"
                + "'lines':[{'$each':'$.l[*]','sku':'@.s','price':'$.price?'}]}"));
        assertThat(update.findings()).containsExactly(
                "changed  /id  the preview's constant",
                "changed  /person/points  from integer to number",
                "came     /person/tier  \"$.tier?\"",
                "went     /person/old  (still in the mapping)",
                "came     /lines/0/price  \"$.price?\"");
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
