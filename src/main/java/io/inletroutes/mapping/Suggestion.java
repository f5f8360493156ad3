package io.inletroutes.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that somebody most likely meant. */
final class Suggestion {

    private Suggestion() {
    }

    /** {@code ; did you mean "email"?}, or nothing when no known word is near. */
    static String of(String written, Collection<String> known) {
        return nearest(written, known).map(word -> "; did you mean \"" + word + "\"?").orElse("");
    }

    static Optional<String> nearest(String written, Collection<String> known) {
        String plain = plain(written);
        return known.stream().filter(word -> distance(plain, plain(word)) <= Math.max(1, plain.length() / 3))
                .min(Comparator.<String>comparingInt(word -> distance(plain, plain(word))).thenComparing(Comparator.naturalOrder()));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** How many letters must be added, dropped, changed or swapped with their neighbour. */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                steps[i][j] = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[one.length()][other.length()];
    }
}
