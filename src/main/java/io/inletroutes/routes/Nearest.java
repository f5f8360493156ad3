package io.inletroutes.routes;

import java.util.Collection;
import java.util.Optional;

/** Finds what somebody meant. */
final class Nearest {

    private Nearest() {
    }

    /** {@code did you mean "x"? Known: ...}, or the known ones alone. */
    static String cure(String written, Collection<String> known) {
        return cure(written, known, Integer.MAX_VALUE);
    }

    /** The same, naming all known ones only when they are few. */
    static String cure(String written, Collection<String> known, int most) {
        String all = known.isEmpty() ? "there is none" : known.size() > most ? "" : "Known: " + String.join(", ", known);
        String meant = find(written, known).map(near -> "did you mean \"" + near + "\"?").orElse("look at its spelling.");
        return all.isEmpty() ? meant : meant + " " + all;
    }

    static Optional<String> find(String written, Collection<String> known) {
        String best = null;
        int least = Math.max(2, written.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(written, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Letters to change, add, drop or swap. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
