package io.inletroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages at night quote of the program's words against the sources: an operator looks for them as they stand. */
class AtNightPagesTest {

    /** Columns that quote what the program shows. */
    private static final List<String> QUOTING = List.of("what status says", "the reason holds", "the reason looks like", "what you see");
    /** In those columns, and not the program's: Java's word, a command, a name of files. */
    private static final List<String> OTHERS = List.of("OutOfMemoryError", "status", "*.part", "*.tmp");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    static Stream<Path> pages() throws IOException {
        return Files.list(Path.of("src/site/markdown/at-night")).sorted();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void quotesTheProgramAsItSpeaks(Path page) throws IOException {
        String said = said();

        List<String> foreign = quotes(Files.readAllLines(page)).stream().filter(quote -> !OTHERS.contains(quote)).filter(quote -> !isSaid(quote, said)).toList();

        assertThat(foreign).as("quoted in %s, and not said by the program", page).isEmpty();
    }

    @Test
    void findsWhatIsQuoted() throws IOException {
        assertThat(quotes(Files.readAllLines(Path.of("src/site/markdown/at-night/nothing-arrives.md")))).contains("no event known", "... put into failed/ within a day");
        assertThat(isSaid("a file lies in failed since", said())).isFalse();
    }

    private static List<String> quotes(List<String> page) {
        List<String> quotes = new ArrayList<>();
        int column = -1;
        for (String line : page) {
            List<String> cells = List.of(line.split("(?<!\\\\)\\|"));
            if (!line.startsWith("|")) {
                column = -1;
            } else if (column < 0) {
                column = cells.stream().map(String::strip).filter(QUOTING::contains).findFirst().map(title -> cells.stream().map(String::strip).toList().indexOf(title)).orElse(0);
            } else if (column > 0 && column < cells.size()) {
                CODE.matcher(cells.get(column)).results().map(found -> found.group(1)).forEach(quotes::add);
            }
        }
        return quotes;
    }

    /** What is filled in while running stands as an ellipsis, or as a word in capitals. */
    private static boolean isSaid(String quote, String said) {
        return Stream.of(quote.split("\\.\\.\\.|\\$\\.\\w+|\\b[A-Z]{3,}\\b|\\b\\d{3}\\b")).map(String::strip).filter(part -> part.chars().anyMatch(Character::isLetter))
                .allMatch(part -> said.contains(part));
    }

    /** The texts of each source, one behind the other, since a sentence is often put together; an enum's words in small letters. */
    private static String said() throws IOException {
        StringBuilder said = new StringBuilder();
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            for (Path file : (Iterable<Path>) all.filter(one -> one.toString().endsWith(".java"))::iterator) {
                String source = Files.readString(file);
                LITERAL.matcher(source).results().map(MatchResult::group).forEach(text -> said.append(text, 1, text.length() - 1));
                said.append('\n');
                if (file.endsWith("InletState.java") || file.endsWith("RouteState.java")) {
                    Pattern.compile("(?m)^ {8}([A-Z_]+),?$").matcher(source).results().forEach(word -> said.append(": ").append(word.group(1).toLowerCase(java.util.Locale.ROOT).replace('_', ' ')).append(" since \n"));
                }
            }
        }
        return said.toString();
    }
}
