package io.inletroutes.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.file.FileEndpoint;

/** Which files of its folder a file endpoint takes, as far as their names say. */
final class NamePatterns {

    private static final String DOT = "(?:\\\\\\.|\\[\\.])";
    private static final Pattern PLAIN = Pattern.compile("(?:\\(\\?i\\))?\\.\\*" + DOT + "\\(?(\\w+(?:\\|\\w+)*)\\)?(?:\\(" + DOT + "\\(?(\\w+(?:\\|\\w+)*)\\)?\\)\\?)?");

    private NamePatterns() {
    }

    /** Whether name patterns alone say which files the endpoint takes. */
    static boolean areAll(FileEndpoint endpoint) {
        return !endpoint.isRecursive() && endpoint.getAntInclude() == null && endpoint.getAntExclude() == null && endpoint.getFilter() == null && endpoint.getFilterFile() == null
                && endpoint.getFileName() == null && endpoint.getDoneFileName() == null;
    }

    /** Whether the patterns let a file of that name through. */
    static boolean take(FileEndpoint endpoint, String name) {
        String ending = name.replaceFirst("^.*\\.", "");
        return !name.startsWith(".") && !name.equals(SettledFiles.WAITING)
                && (endpoint.getInclude() == null || name.matches(endpoint.getInclude())) && (endpoint.getExclude() == null || !name.matches(endpoint.getExclude()))
                && (endpoint.getIncludeExt() == null || List.of(endpoint.getIncludeExt().split("\\s*,\\s*")).contains(ending))
                && (endpoint.getExcludeExt() == null || !List.of(endpoint.getExcludeExt().split("\\s*,\\s*")).contains(ending));
    }

    /** The names that an endpoint takes, as people write them where that is possible: {@code *.csv or *.csv.gz}. */
    static String words(FileEndpoint endpoint) {
        if (endpoint.getInclude() == null) {
            return endpoint.getIncludeExt() == null ? "any" : Stream.of(endpoint.getIncludeExt().split("\\s*,\\s*")).map(ending -> "*." + ending).collect(Collectors.joining(" or "));
        }
        Matcher plain = PLAIN.matcher(endpoint.getInclude());
        if (!plain.matches()) {
            return "the pattern " + endpoint.getInclude();
        }
        List<String> names = new ArrayList<>();
        for (String ending : plain.group(1).split("\\|")) {
            names.add("*." + ending);
        }
        if (plain.group(2) != null) {
            names.add("these with ." + plain.group(2).replace("|", " or .") + " behind");
        }
        return String.join(" or ", names);
    }
}
