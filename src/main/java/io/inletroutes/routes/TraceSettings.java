package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.Traces;
import io.inletroutes.traces.OtlpTraces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings {@code traces.*}: where spans go, and how many. */
final class TraceSettings {

    private static final String URL = "traces.otlp-url";
    private static final String SHARE = "traces.share";
    private static final String HEADERS = "traces.headers.";

    private final HomeSettings settings;

    TraceSettings(HomeSettings settings) {
        this.settings = settings;
    }

    /** What keeps traces from being told. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (!isOn()) {
            return problems;
        }
        if (url() == null) {
            problems.add(Problem.error(Location.NONE, URL + " is no URL of a collector").fix("write one that starts with http:// or https://, its path included: http://localhost:4318/v1/traces"));
        }
        if (share() < 0) {
            problems.add(Problem.error(Location.NONE, SHARE + " is no number from 0 to 1").fix("write 1.0 for all traces, 0.1 for every tenth"));
        }
        headers().forEach((name, value) -> {
            if (value == null) {
                problems.add(Problem.error(Location.NONE, HEADERS + name + " names a file that cannot be read").fix("look at the file and its rights"));
            }
        });
        return problems;
    }

    /** @throws ProblemsException when they are wrong */
    Traces open() {
        if (!isOn()) {
            return Traces.NONE; // nothing of OpenTelemetry is loaded
        }
        List<Problem> problems = problems();
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return new OtlpTraces(url(), headers(), settings.find("traces.service-name").filter(name -> !name.isBlank()).orElse("inlet-routes"),
                TraceSettings.class.getPackage().getImplementationVersion(), share());
    }

    private boolean isOn() {
        return settings.find(URL).filter(url -> !url.isBlank()).isPresent();
    }

    /** Null when it is none. */
    private URI url() {
        try {
            URI url = URI.create(settings.find(URL).orElse("").strip());
            boolean usable = ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
            return usable ? url : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Negative when it is none. */
    private double share() {
        try {
            double share = Double.parseDouble(settings.find(SHARE).orElse("1.0").strip());
            return share >= 0 && share <= 1 ? share : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Null values for files that cannot be read. */
    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        for (Object key : settings.context().getPropertiesComponent().loadProperties(name -> name.startsWith(HEADERS)).keySet()) {
            String value = settings.find(key.toString()).orElse("").strip();
            if (!value.isEmpty()) {
                headers.put(key.toString().substring(HEADERS.length()), value.startsWith("file:") ? read(value.substring("file:".length())) : value);
            }
        }
        return headers;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
