package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingDraftTest {

    @Test
    void replacesSampleValuesByFieldsOfTheSameNameAndKeepsConstants() throws Exception {
        JsonNode preview = json("""
                {"header":{"msgType":"xdmEntityCreate","msgId":"c25585b9","datasetId":"string - required if you want"},
                 "body":{"xdmEntity":{"_id":"string","timestamp":"2018-05-29T00:00:00.000Z",
                   "identityMap":{"Email":[{"id":"string","primary":true}]},
                   "person":{"firstName":"string","birthYear":10},
                   "eventID":"6f1c"}}}""");
        JsonNode sample = json("""
                {"email":"a@example.org","first_name":"Ann","birth_year":"1984","timestamp":"29.05.2024 18:30"}""");

        MappingDraft draft = new MappingDraft(preview, List.of(sample));

        assertThat(draft.mapping()).isEqualTo(json("""
                {"header":{"msgType":"xdmEntityCreate","msgId":"${variable.eventId}"},
                 "body":{"xdmEntity":{"_id":"${variable.eventId}","timestamp":"$.timestamp ~> dateTime('dd.MM.yyyy HH:mm', 'UTC')",
                   "identityMap":{"Email":[{"id":"$.email","primary":true}]},
                   "person":{"firstName":"$.first_name","birthYear":"$.birth_year"},
                   "eventID":"6f1c"}}}"""));
        assertThat(draft.unsure()).extracting(MappingDraft.Unsure::pointer)
                .containsExactly("/header/datasetId", "/body/xdmEntity/_id", "/body/xdmEntity/timestamp");
    }

    @Test
    void repeatsAnArrayPerElementOfTheSamplesOnlyArray() throws Exception {
        JsonNode preview = json("""
                {"body":{"xdmEntity":{"productListItems":[{"SKU":"string","quantity":10}]}}}""");
        JsonNode sample = json("""
                {"lines":[{"sku":"1","quantity":2,"unit price":3}]}""");

        MappingDraft draft = new MappingDraft(preview, List.of(sample));

        assertThat(draft.mapping()).isEqualTo(json("""
                {"body":{"xdmEntity":{"productListItems":[{"$each":"$.lines[*]","SKU":"@.sku","quantity":"@.quantity"}]}}}"""));
    }

    /** It was made of the origin in silence; a renamed file was delivered a second time. */
    @Test
    void namesTheFieldsThatCouldBeTheIdWhereNoneIsCalledSo() throws Exception {
        MappingDraft draft = new MappingDraft(json("{\"body\":{\"xdmEntity\":{\"_id\":\"string\"}}}"), List.of(json("{\"VBELN\":\"0090012345\",\"WAERK\":\"EUR\"}")));

        assertThat(draft.unsure()).containsExactly(new MappingDraft.Unsure("/body/xdmEntity/_id", "${variable.eventId}",
                "made of where the event comes from, a file's name included; a field that no two events share is better, such as $.VBELN"));
    }

    @Test
    void keepsTheSampleValueWhereNoFieldIsCalledSo() throws Exception {
        MappingDraft draft = new MappingDraft(json("{\"tier\":\"string\"}"), List.of(json("{\"colour\":\"red\"}")));

        assertThat(draft.mapping()).isEqualTo(json("{\"tier\":\"string\"}"));
        assertThat(draft.unsure()).containsExactly(new MappingDraft.Unsure("/tier", null,
                "no field of the sample is called so; name one, write a constant, or take the line out"));
    }

    @Test
    void learnsFromAllEventsWhatIsOptionalAndWhichTypeItHas() throws Exception {
        JsonNode preview = json("""
                {"rate":10,"vip":true,"total":10.5,"note":"string","code":"string"}""");

        MappingDraft draft = new MappingDraft(preview, List.of(json("""
                {"rate":"1","vip":"J","total":"1.234,50","note":"","code":7}"""), json("""
                {"rate":"1.5","vip":"N","total":"3,20","note":"x","code":8}""")));

        assertThat(draft.mapping()).isEqualTo(json("""
                {"rate":"$.rate ~> number","vip":"$.vip ~> boolean('J', 'N')","total":"$.total ~> number(',', '.')","note":"$.note?","code":"$.code ~> string"}"""));
        assertThat(draft.unsure()).extracting(MappingDraft.Unsure::why).containsExactly("the preview shows an integer, and events have fractions", "check the two words",
                "check decimal and grouping", "sometimes empty, and left out then");
    }

    @Test
    void takesTheTimeThatEveryEventHasAndNeverLeavesItOut() throws Exception {
        JsonNode preview = json("""
                {"body":{"xdmEntity":{"timestamp":"2018-05-29T00:00:00.000Z"}}}""");

        MappingDraft always = new MappingDraft(preview, List.of(json("""
                {"cancelled_at":null,"updated_at":"2024-05-29T08:15:30Z","created_at":"2024-05-29T08:15:30Z"}"""), json("""
                {"cancelled_at":"2024-05-29T08:15:30Z","updated_at":"2024-05-29T08:15:30Z","created_at":"2024-05-29T08:15:30Z"}""")));
        MappingDraft sometimes = new MappingDraft(preview, List.of(json("{}"), json("{\"at\":\"2024-05-29T08:15:30Z\"}")));

        assertThat(always.mapping().at("/body/xdmEntity/timestamp").textValue()).isEqualTo("$.created_at");
        assertThat(always.unsure()).extracting(MappingDraft.Unsure::why).containsExactly("the event has other points in time too");
        assertThat(sometimes.mapping().at("/body/xdmEntity/timestamp").textValue()).isEqualTo("$.at");
        assertThat(sometimes.unsure()).extracting(MappingDraft.Unsure::why).containsExactly("sometimes empty, and the event refused then");
    }

    @Test
    void takesTheShortestOfSeveralNamesThatSayTheSame() throws Exception {
        MappingDraft draft = new MappingDraft(json("{\"quantity\":10}"), List.of(json("{\"current_quantity\":1,\"quantity\":2}")));

        assertThat(draft.mapping()).isEqualTo(json("{\"quantity\":\"$.quantity\"}"));
        assertThat(draft.unsure()).extracting(MappingDraft.Unsure::why).containsExactly("several fields are called so: $.quantity, $.current_quantity");
    }

    @Test
    void namesTheFieldsThatNoLeafNames() throws Exception {
        JsonNode preview = json("""
                {"invoice":"string","lines":[{"sku":"string"}]}""");

        MappingDraft draft = new MappingDraft(preview, List.of(json("""
                {"InvoiceNo":"1","Invoice Date":"x","lines":[{"sku":"a"}],"a":{"b":1,"bc":null}}""")));

        assertThat(draft.mapping()).isEqualTo(json("""
                {"invoice":"$.InvoiceNo","lines":[{"$each":"$.lines[*]","sku":"@.sku"}]}"""));
        assertThat(draft.unused()).containsExactly("$['Invoice Date']", "$.a.b");
    }

    /** Each was taken in silence. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"agent\":{\"name\":\"string\"}}                   | {\"name\":\"Ann\"}                       | /agent/name    | the event does not say that it is for agent",
        "{\"shipping\":{\"city\":\"string\"}}                | {\"city\":\"Bern\"}                      | /shipping/city | the event does not say that it is for shipping",
        "{\"person\":{\"phone\":\"string\"}}                 | {\"hotel\":{\"phone\":\"+41\"}}            | /person/phone  | in the event it stands under hotel",
        "{\"loyalty\":{\"status\":\"string\"}}               | {\"status\":\"paid\"}                    | /loyalty/status | the event does not say what it is of",
        "{\"person\":{\"email\":\"string\"}}                 | {\"email\":\"yes\"}                      | /person/email  | its values do not look like e-mail addresses",
        "{\"old\":{\"tier\":\"string\"},\"x\":{\"tier\":\"string\"}} | {\"tier\":\"gold\"}                      | /x/tier        | /old/tier takes the same field"})
    void listsAFieldThatMayBelongToSomethingElse(String preview, String sample, String pointer, String why) throws Exception {
        MappingDraft draft = new MappingDraft(json(preview), List.of(json(sample)));

        assertThat(draft.unsure()).anySatisfy(leaf -> {
            assertThat(leaf.pointer()).isEqualTo(pointer);
            assertThat(leaf.leaf()).startsWith("$.");
            assertThat(leaf.why()).isEqualTo(why);
        });
    }

    @Test
    void listsATimeThatMayNotBeTheEvents() throws Exception {
        MappingDraft draft = new MappingDraft(json("{\"body\":{\"xdmEntity\":{\"timestamp\":\"2018-05-29T00:00:00.000Z\"}}}"), List.of(json("{\"account_created\":\"2024-05-29T08:15:30Z\"}")));

        assertThat(draft.unsure()).containsExactly(new MappingDraft.Unsure("/body/xdmEntity/timestamp", "$.account_created", "the only point in time of the events"));
    }

    @Test
    void readsHeadingsWithAccentsDatesOfOtherFormsAndSwissGrouping() throws Exception {
        MappingDraft draft = new MappingDraft(json("{\"firstName\":\"string\",\"street\":\"string\",\"birthDate\":\"2018-05-29\",\"points\":10}"),
                List.of(json("{\"pr\u00e9nom\":\"Ann\",\"Stra\u00dfe\":\"Weg 1\",\"Geburtsdatum\":\"29.05.1984\",\"Punkte\":\"1'200\"}")));

        assertThat(draft.mapping()).isEqualTo(json("""
                {"firstName":"$['pr\u00e9nom']","street":"$['Stra\u00dfe']","birthDate":"$.Geburtsdatum ~> date('dd.MM.yyyy')","points":"$.Punkte ~> number('.', '\\\\'')"}"""));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
