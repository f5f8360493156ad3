package io.inletroutes.inlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the settings of one inlet by their short names ({@code url}, {@code batch.linger}): {@code inlet.*} for the inlet called
 * default, {@code inlet.NAME.*} for another, which falls back to {@code inlet.*} for all but what says where and who.
 */
final class InletKeys {

    /** First parts of the settings of the default inlet: no inlet can be called so. */
    static final Set<String> RESERVED = Set.of("url", "ims-org-id", "sandbox-name", "flow-id", "auth", "batch", "headers", "limit", "timeout",
            "redelivery", "proxy", "sync-validation", "validate", "order", "person-spacing", "refusal-brake");
    private static final Set<String> OWN = Set.of("url", "ims-org-id", "sandbox-name", "flow-id", "batch.url");

    private final String name;
    private final Function<String, Optional<String>> lookup;
    private final Supplier<Set<String>> known;

    /**
     * @param lookup the value of a full setting name, placeholders filled
     * @param known  all full setting names that files hold
     */
    InletKeys(String name, Function<String, Optional<String>> lookup, Supplier<Set<String>> known) {
        this.name = name;
        this.lookup = lookup;
        this.known = known;
    }

    /** The full name under which a user would set it. */
    String full(String key) {
        return name.equals("default") ? "inlet." + key : "inlet." + name + "." + key;
    }

    /** A setting that is there and not blank. */
    Optional<String> find(String key) {
        Optional<String> own = value(full(key));
        return own.isPresent() || isOwn(key) ? own : value("inlet." + key);
    }

    /** A secret: as it stands, or the text of the file that {@code file:/path} names, read anew each time. */
    Optional<String> findSecret(String key) {
        Optional<String> set = find(key);
        if (set.isEmpty() || !set.get().startsWith("file:")) {
            return set;
        }
        try {
            String text = Files.readString(Path.of(set.get().substring("file:".length()))).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException | InvalidPathException e) {
            return Optional.empty(); // told as a secret that is not there; the path may hold what nobody should read
        }
    }

    /** The last parts of all settings under {@code prefix}, such as header names under {@code headers.}. */
    Set<String> under(String prefix) {
        Set<String> found = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String key : known.get()) {
            for (String start : new String[] {full(prefix), "inlet." + prefix}) {
                if (key.startsWith(start) && key.length() > start.length()) {
                    found.add(key.substring(start.length()));
                }
            }
        }
        return found;
    }

    private Optional<String> value(String key) {
        return lookup.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static boolean isOwn(String key) {
        return OWN.contains(key) || key.startsWith("auth.") || key.equalsIgnoreCase("headers.Authorization")
                || key.equalsIgnoreCase("headers.x-api-key");
    }
}
