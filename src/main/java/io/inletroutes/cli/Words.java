package io.inletroutes.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a name, brought to one spelling: {@code signedUpAt}, {@code signed_up_at}; {@code qty} and {@code quantity}. */
final class Words {

    /** Words that say what sort of value it is, not which one. */
    private static final Set<String> GENERIC = Set.of("id", "name", "type", "value", "date", "time", "code", "amount", "status", "total", "text", "description", "count");
    /** Words that add nothing. */
    private static final Set<String> EMPTY = Set.of("of", "the", "is", "has", "new", "current", "addr", "adr");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final Properties KNOWN = known();

    private Words() {
    }

    /** In the spelling of payload previews, without words that add nothing. */
    static Set<String> of(String name) {
        List<String> parts = List.of(BETWEEN.split(plain(name).replaceFirst("^(numberOf|number_of_|no_of_)", "")));
        String whole = String.join("", parts).toLowerCase(Locale.ROOT);
        Set<String> words = new LinkedHashSet<>();
        if (KNOWN.containsKey(whole)) {
            add(words, KNOWN.getProperty(whole));
            return words;
        }
        for (String part : parts) {
            String word = part.toLowerCase(Locale.ROOT);
            String one = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") ? word.substring(0, word.length() - 1) : word;
            String known = KNOWN.getProperty(word, KNOWN.getProperty(one, one));
            add(words, known);
        }
        return words;
    }

    /** Without accents, and umlauts as they are written where there are none. */
    private static String plain(String name) {
        String spelt = Normalizer.normalize(name, Normalizer.Form.NFC).replace("\u00e4", "ae").replace("\u00f6", "oe").replace("\u00fc", "ue")
                .replace("\u00c4", "Ae").replace("\u00d6", "Oe").replace("\u00dc", "Ue").replace("\u00df", "ss");
        return Normalizer.normalize(spelt, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
    }

    /** Whether all of these say only what sort of value it is. */
    static boolean areGeneric(Set<String> words) {
        return GENERIC.containsAll(words);
    }

    private static void add(Set<String> words, String text) {
        for (String word : text.split(" ")) {
            if (!word.isEmpty() && !EMPTY.contains(word)) {
                words.add(word);
            }
        }
    }

    private static Properties known() {
        Properties known = new Properties();
        try (InputStream file = Words.class.getResourceAsStream("init/words.properties")) {
            known.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }
}
