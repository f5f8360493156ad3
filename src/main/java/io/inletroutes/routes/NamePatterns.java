package io.inletroutes.routes;

import java.util.List;
import org.apache.camel.component.file.FileEndpoint;

/** Which files of its folder a file endpoint takes, as far as their names say. */
final class NamePatterns {

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
}
