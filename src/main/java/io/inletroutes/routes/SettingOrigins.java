package io.inletroutes.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Every setting with where its value comes from; secrets masked. */
final class SettingOrigins {

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passwd|pwd|passphrase|secret|token|credential|api-?key|authorization|cookie|private|\\.headers\\.).*");
    private static final Pattern NO_SECRET = Pattern.compile("(?i).*token-url");
    private static final Pattern SECRET_IN_VALUE = Pattern.compile("(?i)//[^/@\\s]+:[^/@\\s]+@|(password|secret|token)=");

    private final Map<String, String> builtIn = new HashMap<>();
    private final Map<String, String> home = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Function<String, String> environment;
    private final Function<String, String> properties;

    /**
     * @param environment a variable of the process, null when it is not set
     * @param properties  a property given by {@code -D}, null when it is not
     */
    SettingOrigins(Home home, Function<String, String> environment, Function<String, String> properties) throws IOException {
        this.environment = environment;
        this.properties = properties;
        SettingsCheck.lines(SettingsCheck.builtIn()).forEach(line -> builtIn.put(line.name(), line.value()));
        if (Files.exists(home.settings())) {
            SettingsCheck.lines(Files.readString(home.settings())).stream().filter(line -> !line.name().startsWith("#")).forEach(line -> {
                this.home.put(line.name(), line.value());
                lines.put(line.name(), line.number());
            });
        }
    }

    /** @param inlets whose own settings are looked for too */
    List<RunningRoutes.Setting> all(Set<String> inlets) {
        Set<String> names = new TreeSet<>(home.keySet());
        builtIn.keySet().forEach(name -> names.add(name.replaceFirst("^#", "")));
        Set<String> optional = new TreeSet<>();
        for (String inlet : inlets) {
            names.stream().filter(name -> name.startsWith("inlet.") && !name.startsWith("inlet." + inlet + ".")).forEach(name -> optional.add("inlet." + inlet + name.substring("inlet".length())));
        }
        List<RunningRoutes.Setting> settings = new ArrayList<>();
        names.forEach(name -> settings.add(setting(name)));
        optional.stream().filter(name -> !names.contains(name)).map(this::setting).filter(setting -> setting.value() != null).forEach(settings::add);
        settings.sort(java.util.Comparator.comparing(RunningRoutes.Setting::name));
        return settings;
    }

    /** Where the value of a setting comes from: {@code application.properties:3}, {@code default}. */
    String of(String name) {
        String origin = setting(name).origin();
        return lines.containsKey(name) && origin.equals("application.properties") ? origin + ":" + lines.get(name) : origin;
    }

    /** The same, read at that moment; empty while the file cannot be read. */
    static String of(Home home, String name) {
        try {
            return new SettingOrigins(home, System::getenv, System::getProperty).of(name);
        } catch (IOException e) {
            return "";
        }
    }

    private RunningRoutes.Setting setting(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        if (environment.apply(variable) != null) {
            return masked(name, environment.apply(variable), "environment " + variable);
        }
        if (properties.apply(name) != null) {
            return masked(name, properties.apply(name), "-D" + name);
        }
        if (home.containsKey(name)) {
            return masked(name, home.get(name), "application.properties");
        }
        return builtIn.containsKey(name) ? masked(name, builtIn.get(name), "default") : new RunningRoutes.Setting(name, null, "not set");
    }

    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches() && !NO_SECRET.matcher(name).matches();
    }

    private static RunningRoutes.Setting masked(String name, String value, String origin) {
        boolean secret = isSecret(name) && !value.startsWith("file:") || SECRET_IN_VALUE.matcher(value).find();
        return new RunningRoutes.Setting(name, secret && !value.isEmpty() ? "(secret, " + (value.isBlank() ? "blank" : "set") + ")" : value, origin);
    }
}
