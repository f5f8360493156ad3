package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.mapping.MappingLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.common.exception.UnknownNodeIdException;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Everything wrong in a home's route files, by file and line, before any of them starts. */
final class RouteCheck {

    /** An entry of a route file's list of beans: nothing else in one is a list of names. */
    private static final Pattern BEAN = Pattern.compile("(?m)^\\s*- name:\\s*[\"']?([\\w.-]+)[\"']?\\s*$");
    private static final String NOT_SET = " is not set";

    private final CamelContext context;
    private final InletComponent inlets;
    private final MappingLoader mappings;
    private final Set<String> settings;
    private final boolean loading;
    private final Set<String> declared = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param settings names of all settings there are
     * @param loading  whether Camel's loader is asked too, in a context of its own
     */
    RouteCheck(CamelContext context, InletComponent inlets, MappingLoader mappings, Set<String> settings, boolean loading) {
        this.loading = loading;
        this.settings = settings;
        this.context = context;
        this.inlets = inlets;
        this.mappings = mappings;
    }

    /** @param builtIn ids of route configurations that need no file */
    List<Problem> check(List<RouteFile> files, Set<String> builtIn) {
        files.forEach(file -> BEAN.matcher(file.text()).results().forEach(found -> declared.add(found.group(1))));
        Set<String> configurations = new TreeSet<>(builtIn);
        files.forEach(file -> file.configurations().forEach(use -> configurations.add(use.what())));
        Map<String, Location> routes = new HashMap<>();
        Set<String> inletsTold = new HashSet<>();
        Map<String, Location> steps = new HashMap<>();
        Set<String> handOvers = handOvers(files);
        for (RouteFile file : files) {
            problems.addAll(file.problems());
            int before = problems.size();
            for (RouteFile.RouteFound route : file.routes()) {
                checkRoute(route, configurations, routes);
                route.endpoints().forEach(use -> checkEndpoint(use, inletsTold));
                route.endpoints().stream().skip(1).forEach(use -> checkHandOver(use, handOvers));
            }
            file.steps().forEach(step -> checkStep(step, steps));
            file.beans().forEach(this::checkBean);
            file.placeholders().forEach(this::checkPlaceholder);
            file.delays().forEach(this::checkDelay);
            if (loading && file.problems().isEmpty()) {
                checkNotation(file, problems.size() > before);
            }
        }
        return problems;
    }

    private void checkRoute(RouteFile.RouteFound route, Set<String> configurations, Map<String, Location> routes) {
        if (route.id().isEmpty()) {
            problems.add(Problem.warning(route.where(), "a route without an id").fix("give it one, such as loyalty-signup-from-csv: logs, receipts and event ids name it"));
        } else if (routes.putIfAbsent(route.id(), route.where()) != null) {
            problems.add(Problem.error(route.where(), "a second route is called \"" + route.id() + "\"").fix("the first is in " + routes.get(route.id()) + "; give one another id"));
        }
        if (route.description().isEmpty()) {
            problems.add(Problem.warning(route.where(), "a route without a description").fix("say in one sentence what it does: the console and status show it"));
        }
        checkTransaction(route);
        route.configuration().ifPresent(use -> {
            for (String id : use.what().split("\\s*,\\s*")) {
                if (!id.contains("*") && !configurations.contains(id)) {
                    problems.add(Problem.error(use.where(), "unknown route configuration \"" + id + "\"").fix(Nearest.cure(id, configurations)));
                }
            }
        });
    }

    /** Camel wants ids of steps unique among all routes, and tells at the start alone. */
    private void checkStep(RouteFile.Use step, Map<String, Location> before) {
        Location first = before.putIfAbsent(step.what(), step.where());
        if (first != null) {
            problems.add(Problem.error(step.where(), "a second step is called \"" + step.what() + "\"").fix("the first is in " + first + "; give one another id, such as its route's with the purpose behind"));
        }
    }

    private void checkBean(RouteFile.Use use) {
        if (!use.what().contains("{{") && !declared.contains(use.what()) && !OpenedParts.BEANS.contains(use.what()) && context.getRegistry().lookupByName(use.what()) == null) {
            Set<String> known = new TreeSet<>(OpenedParts.BEANS);
            known.addAll(declared);
            problems.add(Problem.error(use.where(), "there is no bean \"" + use.what() + "\"").fix(Nearest.cure(use.what(), known)));
        }
    }

    /** What routes that are handed events read from. */
    private static Set<String> handOvers(List<RouteFile> files) {
        Set<String> read = new TreeSet<>();
        files.stream().flatMap(file -> file.routes().stream()).filter(route -> !route.endpoints().isEmpty()).forEach(route -> read.add(bare(route.endpoints().get(0).uri())));
        return read;
    }

    private static String bare(String uri) {
        return uri.replaceFirst("\\?.*", "").replaceFirst("^(direct|seda)://", "$1:");
    }

    private void checkHandOver(RouteFile.EndpointUse use, Set<String> read) {
        String uri = bare(use.uri());
        if (uri.startsWith("direct:") && !uri.contains("{{") && !uri.contains("${") && !read.contains(uri)) {
            Set<String> names = read.stream().filter(other -> other.startsWith("direct:")).collect(Collectors.toCollection(TreeSet::new));
            problems.add(Problem.error(use.where(), "no route reads from " + uri).fix(Nearest.cure(uri, names)));
        }
    }

    private void checkTransaction(RouteFile.RouteFound route) {
        RouteFile.EndpointUse from = route.endpoints().isEmpty() ? null : route.endpoints().get(0);
        if (from != null && from.uri().matches("jms(-[^:?]+)?([:?].*)?")
                && from.parameters().stream().noneMatch(option -> option.what().equals("transacted") || option.what().equals("messageListenerContainerFactory"))) {
            problems.add(Problem.warning(from.where(), "the broker forgets a message of this route before its event is settled")
                    .fix("write transacted: \"true\", or messageListenerContainerFactory: \"#messagesInChunks\" and consumerType: Custom"));
        }
    }

    private void checkEndpoint(RouteFile.EndpointUse use, Set<String> inletsTold) {
        int colon = use.uri().indexOf(':');
        String scheme = (colon < 0 ? use.uri() : use.uri().substring(0, colon)).trim();
        String rest = colon < 0 ? "" : use.uri().substring(colon + 1).replaceFirst("\\?.*", "").replaceFirst("^//", "");
        if (scheme.isEmpty() || scheme.contains("{{") || scheme.contains("${")) {
            return;
        }
        if (scheme.equals("mapping") && !rest.contains("{{")) {
            if (!mappings.names().contains(rest)) {
                problems.add(Problem.error(use.where(), "unknown mapping \"" + rest + "\"").fix(Nearest.cure(rest, new TreeSet<>(mappings.names()))));
            }
        } else if (scheme.equals("inlet") && !rest.contains("{{") && inletsTold.add(rest)) {
            checkInlet(rest, use.where());
        }
        if (!scheme.startsWith("jms-") && context.getComponent(scheme, true, false) == null) {
            problems.add(Problem.error(use.where(), "unknown component \"" + scheme + "\"").fix("look at its spelling, or put the component's jar into lib/ext/"));
            return;
        }
        checkOptions(use, scheme.startsWith("jms-") ? "jms" : scheme);
    }

    /** Everything wrong with an inlet's settings; what is missing is one problem, for a misspelt name misses all. */
    private void checkInlet(String name, Location where) {
        List<Problem> found = inlets.check(name);
        List<String> missing = found.stream().map(Problem::message).filter(message -> message.endsWith(NOT_SET)).map(message -> message.replace(NOT_SET, "")).toList();
        for (Problem problem : found) {
            if (missing.size() < 2 || !problem.message().endsWith(NOT_SET)) {
                problems.add(new Problem(problem.severity(), where, problem.message(), problem.notes()));
            }
        }
        if (missing.size() >= 2) {
            Set<String> others = settings.stream().filter(setting -> setting.matches("inlet\\.[^.]+\\.url")).map(setting -> setting.split("\\.")[1])
                    .filter(other -> !other.equals("batch")).collect(Collectors.toCollection(TreeSet::new));
            if (!name.equals("default")) {
                others.add("default");
            }
            problems.add(Problem.error(where, "the inlet \"" + name + "\" is not set up: " + String.join(" and ", missing) + " are not set")
                    .fix(Nearest.find(name, others).map(near -> "did you mean \"" + near + "\"?").orElse("set them in application.properties")));
        }
    }

    private void checkOptions(RouteFile.EndpointUse use, String scheme) {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        if (factory == null || factory.isLenientProperties()) {
            return;
        }
        for (RouteFile.Use option : use.parameters()) {
            boolean prefixed = factory.multiValuePrefixes().values().stream().anyMatch(option.what()::startsWith);
            if (!factory.propertyNames().contains(option.what()) && !prefixed) {
                problems.add(Problem.error(option.where(), "unknown option \"" + option.what() + "\" of the component " + scheme)
                        .fix(Nearest.cure(option.what(), new TreeSet<>(factory.propertyNames()), 5)));
            }
        }
    }

    private void checkPlaceholder(RouteFile.Use use) {
        String name = use.what().replaceFirst("^(\\?|" + Milliseconds.NAME + ":)", "");
        if (name.contains(":") || use.what().startsWith("?")) {
            return; // it brings a default, an environment variable, or may be absent
        }
        if (context.getPropertiesComponent().resolveProperty(name).isEmpty()) {
            problems.add(Problem.error(use.where(), "the setting " + name + " is not set")
                    .fix(settings.contains(name) ? "set it in application.properties"
                            : Nearest.find(name, settings).map(near -> "did you mean \"" + near + "\"?").orElse("set it in application.properties, or look at its spelling")));
        }
    }

    /** Camel reads these as bare milliseconds, and would find out only when something fails. */
    private void checkDelay(RouteFile.Use use) {
        String written = use.what();
        boolean isSetting = written.startsWith("{{") && written.endsWith("}}") && !written.contains(":");
        String value = isSetting ? context.getPropertiesComponent().resolveProperty(written.substring(2, written.length() - 2)).orElse("0") : written;
        if (!value.contains("{{") && !value.matches("\\d+")) {
            problems.add(Problem.error(use.where(), "Camel takes a delay of redelivery as bare milliseconds")
                    .fix(isSetting ? "write {{" + Milliseconds.NAME + ":" + written.substring(2) : "write the number alone, without a unit"));
        }
    }

    /** What only Camel's loader knows: names of steps and their options. What it cannot place may follow from a problem found before. */
    private void checkNotation(RouteFile file, boolean hasProblems) {
        Resource resource = ResourceHelper.fromString("check:" + file.name(), file.text());
        try (org.apache.camel.impl.DefaultCamelContext scratch = new org.apache.camel.impl.DefaultCamelContext(false)) {
            scratch.getPropertiesComponent().addPropertiesSource(new SettingsOf(context)); // beans of the file take them
            scratch.build();
            PluginHelper.getRoutesLoader(scratch).loadRoutes(resource);
        } catch (Exception e) {
            Problem problem = notation(file.name(), e);
            if (!hasProblems || problem.location().line() > 0) {
                problems.add(problem);
            }
        }
    }

    /** The settings of a context, for another. */
    private record SettingsOf(CamelContext context) implements PropertiesSource {

        @Override
        public String getName() {
            return "settings";
        }

        @Override
        public String getProperty(String name) {
            return context.getPropertiesComponent().resolveProperty(name).orElse(null);
        }
    }

    private static Problem notation(String file, Exception e) {
        String said = String.valueOf(e.getMessage());
        java.util.regex.Matcher line = java.util.regex.Pattern.compile("line (\\d+)").matcher(said);
        Location place = line.find() ? Location.of(file, Integer.parseInt(line.group(1))) : Location.of(file);
        String first = said.lines().findFirst().orElse("").replaceFirst("^.*?: ", "");
        Optional<String> meant = e instanceof UnknownNodeIdException ? Nearest.find(first, StepNames.all()) : Optional.empty();
        return Problem.error(place, "Camel does not know this notation: " + (first.isEmpty() ? e.getClass().getSimpleName() : first))
                .fix(meant.map(near -> "did you mean \"" + near + "\"?").orElse("compare with a shipped route, or with Camel's YAML DSL"));
    }
}
