package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreviewDiffTest {

    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);

    @Test
    void namesEachLeafThatDiffersByItsPointer() throws Exception {
        PreviewDiff diff = new PreviewDiff(json("{'a':'string','b':{'c/d':10},'same':1,'gone':[true]}"));

        diff.print(out, json("{'a':'x','b':{'c/d':11},'same':1,'more':{}}"));

        assertThat(printed.toString()).isEqualTo("""
                ~ /a  "string" -> "x"
                ~ /b/c~1d  10 -> 11
                - /gone/0  true
                + /more  {}
                """);
    }

    @Test
    void countsHowOftenEachVariableFoundAValue() throws Exception {
        FillRates rates = new FillRates(json("{'$same':['/k'],'k':'constant','a':'$.a','b':'${header.b}','c':'$.c?'}"));

        rates.add(json("{'a':1,'b':2,'c':3}"));
        rates.add(json("{'a':1,'b':2}"));
        rates.addRefused();
        rates.print(out, List.of("a", "c", "left", "b"), Set.of("a", "b", "c"));

        assertThat(printed.toString()).isEqualTo("""
                2 payloads, 1 event refused
                 100.0 %  /a  $.a
                 100.0 %  /b  ${header.b}
                  50.0 %  /c  $.c?
                never used: left
                """);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
