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
import java.util.function.UnaryOperator;

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
    private final UnaryOperator<String> origins;

    InletKeys(String name, Function<String, Optional<String>> lookup, Supplier<Set<String>> known) {
        this(name, lookup, known, setting -> "");
    }

    /**
     * @param lookup  the value of a full setting name, placeholders filled
     * @param known   all full setting names that files hold
     * @param origins where the value of a full setting name comes from, empty when nobody knows
     */
    InletKeys(String name, Function<String, Optional<String>> lookup, Supplier<Set<String>> known, UnaryOperator<String> origins) {
        this.origins = origins;
        this.name = name;
        this.lookup = lookup;
        this.known = known;
    }

    /** The full name under which a user would set it. */
    String full(String key) {
        return name.equals("default") ? "inlet." + key : "inlet." + name + "." + key;
    }

    /** The name of the setting that is in force, with where its value comes from: {@code inlet.url (application.properties:3)}. */
    String told(String key) {
        String setting = value(full(key)).isEmpty() && !isOwn(key) && value("inlet." + key).isPresent() ? "inlet." + key : full(key);
        String origin = origins.apply(setting);
        return origin.isEmpty() ? setting : setting + " (" + origin + ")";
    }

    /** Whether a secret lies in a file of its own, which is read again while the inlet is held. */
    boolean isInFile(String key) {
        return find(key).filter(value -> value.startsWith("file:")).isPresent();
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
