package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.inletroutes.Headings;
import io.inletroutes.Origin;
import io.inletroutes.Row;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SpreadsheetDamageTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(SpreadsheetDamage.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(said);
    }

    @Test
    void warnsOncePerColumnOfRoundedNumbersAndNamesNoValue() {
        look(row -> new String[] {"1.2E+17", "4,5E+12"});

        assertThat(messages()).hasSize(2).allMatch(message -> message.startsWith("a.csv: column ") && !message.contains("17"));
    }

    @Test
    void warnsOfLostLeadingZeros() {
        look(row -> new String[] {row % 5 == 4 ? "1067" : "80331", "x"});

        assertThat(messages()).containsExactly("a.csv: column first looks as if a spreadsheet took leading zeros away: most of its numbers have 5 digits and some have fewer. "
                + "Export the file again, with the column as text, if they are codes");
    }

    @Test
    void saysNothingOfNumbersThatGrowCodesThatKeptTheirZerosAndTextsThatOnlyLookSo() {
        look(row -> new String[] {Integer.toString(99_990 + row), row % 5 == 4 ? "01067" : "80331"});
        look(row -> new String[] {"SIZE+1", "1E+x"});
        look(row -> new String[] {"E+17", "12"});

        assertThat(messages()).isEmpty();
    }

    private void look(IntFunction<String[]> cells) {
        Headings headings = new Headings(List.of("first", "second"));
        SpreadsheetDamage damage = new SpreadsheetDamage("a.csv", headings);
        for (int row = 0; row < 60; row++) {
            damage.look(new Row(new Origin(Origin.Kind.FILE, "a.csv", row + 2, null, 0, Instant.EPOCH), headings, cells.apply(row)));
        }
    }

    private List<String> messages() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
