package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds settings of a home that nothing reads, or whose values are of the wrong kind. What there is to set, and of which kind, is
 * read from the built-in defaults, where every setting stands.
 */
final class SettingsCheck {

    private static final Pattern DURATION = Pattern.compile("\\d+(ms|s|m|h|d)?");
    private static final Pattern LENIENT_DURATION = Pattern.compile("(\\d+(ms|s|m|h|d))+|\\d+");
    private static final Map<String, List<String>> CHOICES = Map.of("duplicates", List.of("skip", "send", "hold"), "timers.missed", List.of("never", "once"), "inlet.order", List.of("none", "keyed"),
            "log.format", List.of("text", "json"), "log.level", List.of("info", "debug"));
    /** Settings an inlet of another name has too, and whether a second part of the name is free. */
    private static final List<String> NAMED = List.of("inlet", "jms");

    private final Map<String, String> known = new HashMap<>();
    private final Set<String> namedInlets;

    /** @param inlets names of the inlets that routes use */
    SettingsCheck(Set<String> inlets) {
        this.namedInlets = inlets;
        for (Line line : lines(builtIn())) {
            known.put(line.name(), line.value());
        }
    }

    /** One setting of a file. */
    record Line(String name, String value, int number) {
    }

    /**
     * Problems of {@code application.properties}.
     *
     * @param used names of the settings that routes and mappings use as placeholders
     */
    List<Problem> check(Home home, Set<String> used) {
        if (!Files.exists(home.settings())) {
            return List.of();
        }
        String file = home.show(home.settings());
        List<Problem> problems = new ArrayList<>();
        Map<String, Integer> before = new HashMap<>();
        for (Line line : lines(read(home))) {
            if (line.name().startsWith("#")) {
                continue;
            }
            Location place = Location.of(file, line.number());
            Integer first = before.putIfAbsent(line.name(), line.number());
            if (first != null) {
                problems.add(Problem.error(place, "the setting " + line.name() + " stands here a second time").fix("keep one; the first is on line " + first));
            }
            Optional<String> setting = known(line.name());
            if (setting.isPresent()) {
                value(line, setting.get(), place).ifPresent(problems::add);
            } else if (!used.contains(line.name())) {
                problems.add(unknown(line.name(), place));
            }
        }
        return problems;
    }

    private Problem unknown(String name, Location place) {
        Problem problem = isOurs(name) ? Problem.error(place, "unknown setting \"" + name + "\"") : Problem.warning(place, "nothing uses the setting \"" + name + "\"");
        Set<String> candidates = new TreeSet<>();
        known.keySet().forEach(candidate -> {
            candidates.add(bare(candidate));
            namedInlets.stream().filter(inlet -> !inlet.equals("default") && candidate.startsWith("inlet.")).forEach(inlet -> candidates.add("inlet." + inlet + candidate.substring(5)));
        });
        return problem.fix(Nearest.find(name, candidates).map(near -> "did you mean \"" + near + "\"?").orElse("look it up in the table of settings in the README, or take it out"));
    }

    /** Whether it lies among the product's own settings; anything else may belong to a route or a component. */
    private boolean isOurs(String name) {
        String first = name.replaceFirst("\\..*", "");
        return !first.equals("camel") && known.keySet().stream().anyMatch(setting -> bare(setting).replaceFirst("\\..*", "").equals(first));
    }

    /** The built-in setting that {@code name} is, or is of another inlet or broker. */
    private Optional<String> known(String name) {
        if (name.startsWith("camel.") || name.contains(".headers.")) {
            return Optional.of(name);
        }
        if (known.containsKey(name) || known.containsKey("#" + name)) {
            return Optional.of(name);
        }
        for (String family : NAMED) {
            if (name.startsWith(family + ".")) {
                String rest = name.substring(family.length() + 1).replaceFirst("^[^.]+\\.", "");
                String plain = family + "." + rest;
                if (!plain.equals(name) && (known.containsKey(plain) || known.containsKey("#" + plain))) {
                    return Optional.of(plain);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Problem> value(Line line, String setting, Location place) {
        String given = line.value();
        String builtIn = known.get(setting);
        if (given.isEmpty() || given.contains("{{") || builtIn == null) {
            return Optional.empty();
        }
        List<String> choices = CHOICES.get(setting);
        if (choices != null) {
            return choices.contains(given) ? Optional.empty() : wrong(line, place, "is none of " + String.join(", ", choices));
        }
        if (setting.equals("csv.encoding")) {
            return given.equals("auto") || isCharset(given) ? Optional.empty() : wrong(line, place, "is no character set that Java knows");
        }
        if (builtIn.equals("true") || builtIn.equals("false")) {
            return given.equals("true") || given.equals("false") ? Optional.empty() : wrong(line, place, "is neither true nor false");
        }
        if (builtIn.matches("\\d+")) {
            return given.matches("\\d{1,9}") ? Optional.empty() : wrong(line, place, "is no whole number");
        }
        if (DURATION.matcher(builtIn).matches() && !LENIENT_DURATION.matcher(given).matches()) {
            return wrong(line, place, "is no duration; its unit stands behind it: 500ms, 2s, 5m, 1h, 7d");
        }
        return Optional.empty();
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private Optional<Problem> wrong(Line line, Location place, String what) {
        String builtIn = known(line.name()).map(known::get).orElse("");
        return Optional.of(Problem.error(place, "the value of " + line.name() + " " + what).fix("the default is " + builtIn));
    }

    /** Names of all settings that stand among the built-in defaults or in the home's file. */
    Set<String> names(Home home) {
        Set<String> names = new TreeSet<>();
        known.keySet().forEach(name -> names.add(bare(name)));
        if (Files.exists(home.settings())) {
            lines(read(home)).stream().map(Line::name).filter(name -> !name.startsWith("#")).forEach(names::add);
        }
        return names;
    }

    private static String bare(String name) {
        return name.startsWith("#") ? name.substring(1) : name;
    }

    static String builtIn() {
        try (InputStream in = SettingsCheck.class.getClassLoader().getResourceAsStream("application.properties")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Home home) {
        try {
            return Files.readString(home.settings(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of a file of properties; one that is commented out, {@code # name =}, has {@code #} before its name. */
    static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        String[] all = text.split("\\R", -1);
        for (int i = 0; i < all.length; i++) {
            String line = all[i].strip();
            int number = i + 1;
            if (line.matches("# [a-z][A-Za-z0-9.-]* =.*")) {
                lines.add(new Line("#" + line.substring(2, line.indexOf('=')).strip(), "", number));
            } else if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != '!') {
                StringBuilder whole = new StringBuilder(line);
                while (whole.charAt(whole.length() - 1) == '\\' && i + 1 < all.length) {
                    whole.setLength(whole.length() - 1);
                    whole.append(all[++i].strip());
                    if (whole.isEmpty()) {
                        break;
                    }
                }
                String[] parts = whole.toString().split("\\s*[=:]\\s*|\\s+", 2);
                lines.add(new Line(parts[0], parts.length > 1 ? parts[1].strip() : "", number));
            }
        }
        return lines;
    }
}
