package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResavedFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADING = "_reason;_row;_dead_letter;id;name;note\r\n";

    /** The dead letter's event has the first name; the row, among others that are not named, the second. */
    @ParameterizedTest(name = "{0} came back as {1}: {2}")
    @CsvSource({"Noé,Noé,true", "Noé,Zoë,false", "Noé,NoŽ,false", "Noé,No?,false", "Noé,Noe,false", "Noé,'',false", "Noe,Noé,false", "Нина,????,false", "Zoë 😀,Zoë ??,false",
            "“Noé”,“Noé”,true", "No\uFFFD,No?,false"})
    void takesALetterThatStandsUnchangedForAProof(String before, String now, boolean proven) throws IOException {
        String file = HEADING + ";;;1;Zoë;\r\nweg;2;d-1;2;" + now + ";é\r\n";

        assertThat(proven(file, ReadOptions.DEFAULT, letter("d-1", before)).isPresent()).isEqualTo(proven);
    }

    @ParameterizedTest(name = "beside a proof, {0} came back as {1}: {2}")
    @CsvSource({"Noé,No?,false", "Noé,NoŽ,false", "Noé,Noe,false", "Noé,'',true", "Noé,Anton,true", "Noe,Noé,true", "É,?,false"})
    void takesNothingForAProofThatAnotherRowContradicts(String before, String now, boolean proven) throws IOException {
        String file = HEADING + "weg;2;d-1;1;Zoë;\r\nweg;3;d-2;2;" + now + ";\r\n";
        KeptEvents kept = letter -> letter.equals("d-1") ? letter("d-1", "Zoë").event(letter) : letter("d-2", before).event(letter);

        assertThat(proven(file, ReadOptions.DEFAULT, kept).isPresent()).isEqualTo(proven);
    }

    @Test
    void knowsTheRowsThatMadeOneEvent() throws IOException {
        JsonNode event = JSON.readTree("{\"id\":\"1\",\"rows\":[{\"id\":\"1\",\"name\":\"Ann\"},{\"id\":\"1\",\"name\":\"Noé\"}]}");

        Optional<ReadOptions> how = proven(HEADING + "weg;2;d-1;1;Ann;\r\nweg;3;d-1;1;Noé;\r\n", ReadOptions.DEFAULT.grouped("id"), letter -> Optional.of(event));

        assertThat(how).contains(ReadOptions.DEFAULT.grouped("id").with("windows-1252", null, null));
    }

    @Test
    void asksForNoDeadLetterWhereASettingSaysTheEncodingOrTheHeadingNamesNone() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        KeptEvents kept = letter -> {
            asked.incrementAndGet();
            return letter("d-1", "Noé").event("d-1");
        };

        assertThat(proven(HEADING + "weg;2;d-1;1;Noé;\r\n", ReadOptions.DEFAULT.with("UTF-8", null, null), kept)).isEmpty();
        assertThat(proven("id;name\r\n1;Noé _dead_letter\r\n", ReadOptions.DEFAULT, kept)).isEmpty();
        assertThat(asked).hasValue(0);
    }

    @Test
    void asksForTheDeadLettersOfTheFirstThousandNamedRows() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        KeptEvents kept = letter -> {
            asked.incrementAndGet();
            return letter("d-1", "Noé").event("d-1");
        };

        assertThat(proven(HEADING + "weg;2;d-1;1;Noé;\r\n".repeat(1_500), ReadOptions.DEFAULT, kept)).isPresent();
        assertThat(asked).hasValue(1_000);
    }

    /** As a refusal it would have put the file into failed/, and the ledger only did not answer. */
    @Test
    void refusesNothingWhileTheLedgerDoesNotAnswer() {
        KeptEvents silent = letter -> {
            throw new IOException("no answer");
        };

        assertThatThrownBy(() -> proven(HEADING + "weg;2;d-1;1;Noé;\r\n", ReadOptions.DEFAULT, silent)).isInstanceOf(IOException.class).hasMessage("no answer");
    }

    private static Optional<ReadOptions> proven(String text, ReadOptions how, KeptEvents kept) throws IOException {
        return ResavedFile.proven(Content.of("a.csv", Instant.EPOCH, text.getBytes(Charset.forName("windows-1252"))), how, kept);
    }

    private static KeptEvents letter(String id, String name) {
        return asked -> asked.equals(id) ? Optional.of(JSON.createObjectNode().put("id", "1").put("name", name).put("note", "")) : Optional.empty();
    }
}
