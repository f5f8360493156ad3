package io.inletroutes.routes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.model.ProcessorDefinition;

/** What a route file may call its steps, and what stands around them: the names of Camel's model, which its loader knows and does not list. */
final class StepNames {

    private static final String CLASSES = "jaxb.index";
    private static final String SUFFIX = "Definition";
    private static final List<String> OTHERS = List.of("beans", "from", "route", "routeConfiguration", "toD");

    private StepNames() {
    }

    /** Empty, but for a few, should Camel list its classes no more. */
    static Set<String> all() {
        Set<String> names = new TreeSet<>(OTHERS);
        try (InputStream index = ProcessorDefinition.class.getResourceAsStream(CLASSES)) {
            if (index != null) {
                new BufferedReader(new InputStreamReader(index, StandardCharsets.UTF_8)).lines().filter(name -> name.endsWith(SUFFIX) && isStep(name))
                        .forEach(name -> names.add(Character.toLowerCase(name.charAt(0)) + name.substring(1, name.length() - SUFFIX.length())));
            }
        } catch (IOException e) {
            return names; // a suggestion the less
        }
        return names;
    }

    private static boolean isStep(String name) {
        try {
            return ProcessorDefinition.class.isAssignableFrom(Class.forName(ProcessorDefinition.class.getPackageName() + "." + name, false, ProcessorDefinition.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
