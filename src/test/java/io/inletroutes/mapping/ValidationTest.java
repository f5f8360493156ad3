package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.inletroutes.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Filled entities compared with the schema before they are sent. */
class ValidationTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(SchemaGuard.class);
    private static final List<String> HEADING = List.of("Tier", "n");

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        LOG.addAppender(logged);
        LOG.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(logged);
        LOG.setAdditive(true);
    }

    @Test
    void refusesWhatBreaksTheSchemaInOurWordsAndTheInlets() throws Exception {
        Filler filler = mapping().validating(Validation.ALWAYS).filler(null);

        filler.fill(Events.row(HEADING, "gold", "5"));

        assertThatThrownBy(() -> filler.fill(Events.row(HEADING, "Gold", "5"))).isInstanceOfSatisfying(EventUnfillableException.class,
                e -> assertThat(e.problems()).extracting(Problem::toString).containsExactly("""
                        mappings/m/mapping.json:4: this is none of the values that the schema allows
                          event    events.csv, row 2
                          payload  /body/xdmEntity/tier
                          inlet    ... is not a valid enum value
                          variable $.Tier, column Tier
                          fix      allowed: gold, silver"""));
        filler.fill(Events.row(HEADING, "silver", "5"));
        assertThat(logged.list).isEmpty();
    }

    @Test
    void warnsOncePerKindWhenItTakesSamples() throws Exception {
        Filler filler = mapping().validating(Validation.SAMPLE).filler(null);

        for (int i = 0; i < 3_000; i++) {
            filler.fill(Events.row(HEADING, "Gold", i == 150 ? "-1" : "5"));
        }

        assertThat(logged.list).extracting(ILoggingEvent::getFormattedMessage).singleElement().asString()
                .startsWith("mapping m: the inlet will not keep what is sent (said once)\nmappings/m/mapping.json:4: this is none of the values that the schema allows\n");
    }

    @Test
    void looksAtNothingUnlessAsked() throws Exception {
        mapping().filler(null).fill(Events.row(HEADING, "Gold", "5"));

        assertThat(logged.list).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"always, ALWAYS", "sample, SAMPLE", "never, NEVER", "none, NEVER", "'size, always ,person', ALWAYS", "'size,timestamp', NEVER", "'', NEVER"})
    void readsTheSetting(String setting, Validation meant) {
        assertThat(Validation.of(setting)).isEqualTo(meant);
    }

    private Mapping mapping() {
        Home home = new Home(folder).entity("{\"tier\":\"string\",\"n\":10}", "{\"tier\":\"$.Tier\",\"n\":\"$.n\"}");
        home.write("schema.json", "{\"properties\":{\"tier\":{\"type\":\"string\",\"enum\":[\"gold\",\"silver\"]},\"n\":{\"type\":\"integer\",\"minimum\":0}}}");
        return home.load().mapping().orElseThrow();
    }
}
