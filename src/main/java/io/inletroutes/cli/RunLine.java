package io.inletroutes.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a command line {@code run} asks for.
 *
 * @param home         null when none was named
 * @param samples      whether the sample events are handed to their routes
 * @param untilSettled whether it ends when they are settled
 */
record RunLine(Path home, boolean samples, boolean untilSettled) {

    private static final String HOME = "--home";

    /** Empty where it is no {@code run}, or anything about it is not plain: that is for all commands' own reading of the line. */
    static Optional<RunLine> of(String... arguments) {
        List<String> words = Arrays.asList(arguments);
        if (words.stream().filter("run"::equals).count() != 1) {
            return Optional.empty();
        }
        Path home = null;
        boolean samples = false;
        boolean untilSettled = false;
        boolean named = false;
        for (Iterator<String> rest = words.iterator(); rest.hasNext();) {
            String word = rest.next();
            boolean homeNamed = word.equals(HOME) && rest.hasNext();
            String folder = homeNamed ? rest.next() : word.startsWith(HOME + "=") ? word.substring(HOME.length() + 1) : null;
            if (folder != null) {
                if (home != null || !isPlain(folder)) {
                    return Optional.empty();
                }
                home = Path.of(folder);
            } else if (word.equals("run")) {
                named = true;
            } else if (word.equals("--samples") && named && !samples) {
                samples = true;
            } else if (word.equals("--until-settled") && named && !untilSettled) {
                untilSettled = true;
            } else {
                return Optional.empty();
            }
        }
        return named && (samples || !untilSettled) ? Optional.of(new RunLine(home, samples, untilSettled)) : Optional.empty();
    }

    /** No option in the place of a folder, and nothing that means more than itself, such as a file of arguments. */
    private static boolean isPlain(String folder) {
        return !folder.isEmpty() && "-@\"'".indexOf(folder.charAt(0)) < 0 && !folder.equals("run");
    }
}
