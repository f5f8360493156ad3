package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LetterChoiceTest {

    @Test
    void takesATimeOfDayAsTheLastOneThereWas() {
        Instant since = Instant.parse(chosen("--since", "09:00", "since"));

        assertThat(since.atZone(ZoneId.systemDefault()).toLocalTime()).isEqualTo(LocalTime.of(9, 0));
        assertThat(since).isBetween(Instant.now().minus(Duration.ofHours(26)), Instant.now());
    }

    @Test
    void takesATimeInTheZoneOfTheMachineOrWithAZone() {
        assertThat(chosen("--until", "2024-05-29T10:00", "until")).isEqualTo(LocalDateTime.of(2024, 5, 29, 10, 0).atZone(ZoneId.systemDefault()).toInstant().toString());
        assertThat(chosen("--until", "2024-05-29T10:00:00Z", "until")).isEqualTo("2024-05-29T10:00:00Z");
    }

    @Test
    void saysHowATimeIsWritten() {
        for (String wrong : new String[] {"yesterday", "25:00", "9:00", "2024-02-31T10:00"}) {
            assertThatThrownBy(() -> chosen("--since", wrong, "since")).isInstanceOf(CommandLine.ParameterException.class).hasMessageContaining("--since " + wrong + " is no time; write 30m");
        }
    }

    private static String chosen(String option, String value, String name) {
        LetterChoice choice = CommandLine.populateCommand(new LetterChoice(), option, value);
        return choice.into(Operator.request("dead-letters"), new CommandLine(choice)).path(name).asText();
    }
}
