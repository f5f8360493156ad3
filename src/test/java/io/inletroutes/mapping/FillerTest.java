package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import io.inletroutes.Location;
import io.inletroutes.Origin;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillerTest {

    @TempDir
    Path folder;

    private Mapping mapping(String entity) {
        return new Home(folder).entity("{}", entity).load().mapping().orElseThrow();
    }

    private static String value(Payload payload) {
        return Events.tree(payload.json()).at("/body/xdmEntity/v").asText();
    }

    @Test
    void keepsThePayloadsOfAChunkApartHoweverManyThereAre() throws Exception {
        Filler filler = mapping("{\"v\":\"$.v\"}").filler(null);
        List<Payload> payloads = new ArrayList<>();

        for (int i = 0; i < 5_000; i++) {
            payloads.add(filler.fill(Events.row(List.of("v"), "x".repeat(i % 700) + i)));
        }

        for (int i = 0; i < 5_000; i++) {
            assertThat(value(payloads.get(i))).isEqualTo("x".repeat(i % 700) + i);
        }
    }

    @Test
    void fillsTheNextEventAfterOneThatCannotBeFilled() throws Exception {
        Filler filler = mapping("{\"v\":\"$.v\"}").filler(null);
        Payload before = filler.fill(Events.json("{\"v\":\"one\"}"));

        assertThatThrownBy(() -> filler.fill(Events.json("{}"))).isInstanceOf(EventUnfillableException.class);
        Payload after = filler.fill(Events.json("{\"v\":\"two\"}"));

        assertThat(value(before)).isEqualTo("one");
        assertThat(value(after)).isEqualTo("two");
    }

    @Test
    void looksColumnsUpAgainWhenTheHeadingsChange() throws Exception {
        Filler filler = mapping("{\"v\":\"$.v\"}").filler(null);

        assertThat(value(filler.fill(Events.row(List.of("a", "v"), "1", "2")))).isEqualTo("2");
        assertThat(value(filler.fill(Events.row(List.of("v", "a"), "3", "4")))).isEqualTo("3");
    }

    @Test
    void refusesABrokenEventWithItsOwnProblem() {
        Problem problem = Problem.error(Location.of("a.csv", 3), "row 3 has 5 cells, the heading has 4");
        Event broken = new BrokenEvent(new Origin(Origin.Kind.FILE, "a.csv", 3, null, 0, Events.TIME), "raw", problem);

        assertThatThrownBy(() -> mapping("{\"v\":\"$.v\"}").filler(null).fill(broken))
                .isInstanceOfSatisfying(EventUnfillableException.class, e -> assertThat(e.problems()).containsExactly(problem));
    }

    @Test
    void tellsFurtherProblemsOfAnEventAsNotesOfItsOneRefusal() {
        Filler filler = mapping("{\"v\":\"$.v\",\"w\":\"$.w\"}").filler(null);

        assertThatThrownBy(() -> filler.fill(Events.json("{}"))).isInstanceOfSatisfying(EventUnfillableException.class,
                e -> assertThat(e.refusals()).singleElement().satisfies(refusal -> {
                    assertThat(refusal.problem().message()).isEqualTo("variable $.v has no value");
                    assertThat(refusal.problem().notes()).last().isEqualTo(new Problem.Note("also", "variable $.w has no value"));
                }));
    }

    @Test
    void matchesALongTextWithAGroupThatIsRepeated() throws Exception {
        Filler filler = mapping("{\"v\":\"$.v[?match(@, '(a|b)*')] ~> size\"}").filler(null);

        assertThat(value(filler.fill(Events.json("{\"v\":[\"" + "ab".repeat(200_000) + "\", \"c\"]}")))).isEqualTo("1");
    }

    @Test
    void refusesAnEventWhoseTextIsTooLongForAPattern() {
        Filler filler = mapping("{\"v\":[\"$.v[?match(@, '(a|b){4000}')]\"],\"w\":[{\"$each\":\"$.v[?search(@, '(a|b){4000}')]\",\"x\":\"@\"}],\"y\":{\"$when\":\"$.v[?match(@, '(a|b){4000}')]\",\"z\":1}}").filler(null);

        assertThatThrownBy(() -> filler.fill(Events.json("{\"v\":[\"" + "ab".repeat(200_000) + "\"]}"))).isInstanceOfSatisfying(EventUnfillableException.class,
                e -> assertThat(e.problems()).hasSize(3).allMatch(problem -> problem.message().endsWith("asks a pattern of a text that is too long for it")));
    }

    @Test
    void givesTheSameEventTheSameIdAndEqualEventsTheirOwn() throws Exception {
        Filler filler = mapping("{\"v\":\"${variable.eventId}\"}").filler(null);
        Event event = Events.json("{\"a\":1}");

        String first = value(filler.fill(event));

        assertThat(first).isEqualTo(event.eventId("m")).isEqualTo(value(filler.fill(Events.json("{\"a\":1}"))));
        assertThat(value(filler.fill(Events.json("{\"a\":2}")))).isNotEqualTo(first);
    }

    @Test
    void makesTheEventIdOfTheFieldsThatTheRouteNames() throws Exception {
        Filler filler = mapping("{\"v\":\"${variable.eventId}\"}").withEventId(List.of("order no", "$.shop.id")).filler(null);

        String first = value(filler.fill(Events.json("{\"order no\":7,\"shop\":{\"id\":\"a\"},\"x\":1}")));

        assertThat(value(filler.fill(Events.json("{\"order no\":7,\"shop\":{\"id\":\"a\"},\"x\":2}")))).isEqualTo(first);
        assertThat(value(filler.fill(Events.json("{\"order no\":8,\"shop\":{\"id\":\"a\"},\"x\":2}")))).isNotEqualTo(first);
        assertThatThrownBy(() -> filler.fill(Events.json("{\"order no\":8}"))).hasMessageStartingWith("mappings/m/mapping.json:4: variable $.shop.id has no value");
    }

    @Test
    void namesTheColumnsThatItNeedsAndThoseItUses() {
        Mapping mapping = mapping("{\"a\":\"$.a\",\"b\":\"$['b c']? ~> trim\",\"c\":\"$.c ~> default($.d)\",\"t\":\"${$.e} x\",\"w\":{\"$when\":\"$.f\",\"g\":\"$.g\"}}");

        assertThat(mapping.requiredColumns()).containsExactlyInAnyOrder("a", "e");
        assertThat(mapping.usedColumns()).containsExactlyInAnyOrder("a", "b c", "c", "d", "e", "f", "g");
    }

    @Test
    void changesItsVersionWithItsFiles() {
        String first = mapping("{\"v\":\"$.v\"}").version();

        assertThat(mapping("{\"v\":\"$.v\"}").version()).isEqualTo(first);
        assertThat(mapping("{\"v\":\"$.w\"}").version()).isNotEqualTo(first);
    }

    @Test
    void saysWhichMappingIsMeant() {
        assertThat(new MappingLoader(Home.CONTEXT, name -> java.util.Optional.empty(), folder).load("m", null).problems()).extracting(Problem::toString)
                .containsExactly("mappings/m: unknown mapping \"m\"\n  fix      this home has none: make one with init");
        new Home(folder);
        assertThat(new MappingLoader(Home.CONTEXT, name -> java.util.Optional.empty(), folder).load("n", null).problems()).extracting(Problem::toString)
                .containsExactly("mappings/n: unknown mapping \"n\"\n  fix      did you mean \"m\"? Known: m");
        assertThat(new Home(folder).load().problems()).extracting(Problem::toString)
                .containsExactly("mappings/m/mapping.json: this file is missing\n  fix      write it: the preview with its sample values replaced, or make it with init");
    }
}
