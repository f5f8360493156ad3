package io.inletroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of messages against the sources: an operator finds each message, and none that nobody says. */
class MessagesPageTest {

    private static final Path PAGE = Path.of("src/site/markdown/messages.md");
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\| `(.+?)` \\| (.+) \\| (.+) \\|$");

    @Test
    void listsEachMessageOfTheSourcesAndNoOther() throws IOException {
        Map<String, Set<String>> said = SaidMessages.in(Path.of("src/main/java"));

        List<String> entries = ENTRY.matcher(Files.readString(PAGE)).results().map(entry -> entry.group(1).replace("\\|", "|")).toList();

        assertThat(entries).doesNotHaveDuplicates();
        assertThat(said.entrySet().stream().filter(each -> !entries.contains(each.getKey()))).as("said, and not in %s", PAGE).isEmpty();
        assertThat(entries.stream().filter(each -> !said.containsKey(each))).as("in %s, and never said", PAGE).isEmpty();
    }

    @Test
    void saysOfEachWhatItMeansAndWhatToDo() throws IOException {
        List<MatchResult> entries = ENTRY.matcher(Files.readString(PAGE)).results().toList();

        assertThat(entries).hasSizeGreaterThan(250).allSatisfy(entry -> {
            assertThat(entry.group(2)).as(entry.group(1)).isNotBlank();
            assertThat(entry.group(3)).as(entry.group(1)).isNotBlank();
        });
    }
}
