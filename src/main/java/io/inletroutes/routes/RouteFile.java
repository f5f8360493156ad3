package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One file of routes, read with the line of everything in it; Camel's own loader keeps no lines.
 *
 * @param name     as the user knows it
 * @param text     the file
 * @param routes   in the order of the file
 * @param configurations ids of its route configurations
 * @param placeholders every {@code {{...}}} in it
 * @param delays   delays of redelivery policies, as written
 * @param steps    ids of steps
 * @param beans    names of beans that options and data formats refer to
 * @param problems what is no YAML, or no list of routes; then the rest is empty
 */
record RouteFile(String name, String text, List<RouteFound> routes, List<Use> configurations, List<Use> placeholders, List<Use> delays, List<Use> steps,
        List<Use> beans, List<Problem> problems) {

    /** Something named in the file, and where. */
    record Use(String what, Location where) {
    }

    /**
     * An endpoint and its options, given in its uri or beside it.
     *
     * @param inlet  the value of its option {@code inlet}
     * @param folder where it is the file component: the folder, as written
     */
    record EndpointUse(String uri, List<Use> parameters, Optional<String> inlet, Optional<String> folder, Location where) {

        /** Whether it is this one, whatever its options. */
        boolean is(String other) {
            return uri.replaceFirst("\\?.*", "").equals(other);
        }
    }

    /**
     * One route.
     *
     * @param id            empty when it has none
     * @param description   empty when it has none
     * @param configuration empty when it names none
     * @param endpoints     everything it reads from or sends to
     */
    record RouteFound(String id, String description, Optional<Use> configuration, Location where, List<EndpointUse> endpoints) {
    }

    static RouteFile read(Path file, String name) throws IOException {
        try {
            return parse(name, Files.readString(file));
        } catch (MalformedInputException e) {
            return broken(name, "", Problem.error(Location.of(name), "the file is not UTF-8").fix("save it as UTF-8"));
        }
    }

    static RouteFile parse(String name, String text) {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text);
            RouteReader reader = new RouteReader(name);
            if (root.isPresent()) {
                reader.readRoot(root.get());
            }
            return new RouteFile(name, text, reader.routes, reader.configurations, reader.placeholders, reader.delays, reader.steps, reader.beans, reader.problems);
        } catch (MarkedYamlEngineException e) {
            Location place = e.getProblemMark().map(mark -> new Location(name, mark.getLine() + 1, mark.getColumn() + 1)).orElse(Location.of(name));
            return broken(name, text, Problem.error(place, "this is no YAML: " + e.getProblem()).fix("look at indentation, colons and quotes on this line and the one above"));
        } catch (YamlEngineException e) {
            return broken(name, text, Problem.error(Location.of(name), "this is no YAML").fix("look at indentation, colons and quotes"));
        }
    }

    private static RouteFile broken(String name, String text, Problem problem) {
        return new RouteFile(name, text, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(problem));
    }

    /** Walks the nodes of one file. */
    private static final class RouteReader {

        /** Components whose name may stand among the parameters. */
        private static final Set<String> NAMED = Set.of("direct", "seda", "mapping", "inlet");
        private static final Pattern INLET = Pattern.compile("[?&]inlet=([^&]*)");

        /** How an option refers to a bean by name. */
        private static final Pattern BEAN = Pattern.compile("#(bean:)?[A-Za-z][\\w.-]*");

        private final String name;
        private final List<RouteFound> routes = new ArrayList<>();
        private final List<Use> configurations = new ArrayList<>();
        private final List<Use> placeholders = new ArrayList<>();
        private final List<Use> delays = new ArrayList<>();
        private final List<Use> steps = new ArrayList<>();
        private final List<Use> beans = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        RouteReader(String name) {
            this.name = name;
        }

        void readRoot(Node root) {
            if (!(root instanceof SequenceNode list)) {
                problems.add(Problem.error(place(root), "the file is no list of routes").fix("start it with: - route:"));
                return;
            }
            findSettings(root);
            for (Node item : list.getValue()) {
                get(item, "route").ifPresent(this::readRoute);
                get(item, "from").ifPresent(from -> readRoute(item));
                get(item, "routeConfiguration").flatMap(configuration -> get(configuration, "id")).ifPresent(id -> configurations.add(use(id)));
            }
        }

        private void readRoute(Node route) {
            if (!(route instanceof MappingNode map) || map.getValue().isEmpty()) {
                problems.add(Problem.error(place(route), "a route without content").fix("write id, description and from below it"));
                return;
            }
            Node first = map.getValue().get(0).getKeyNode();
            List<EndpointUse> endpoints = new ArrayList<>();
            findEndpoints(route, endpoints);
            get(route, "from").ifPresent(this::findSteps);
            routes.add(new RouteFound(get(route, "id").map(RouteReader::text).orElse(""), get(route, "description").map(RouteReader::text).orElse(""),
                    get(route, "routeConfigurationId").map(this::use), place(first), endpoints));
        }

        private void findEndpoints(Node node, List<EndpointUse> into) {
            if (node instanceof SequenceNode list) {
                list.getValue().forEach(item -> findEndpoints(item, into));
            } else if (node instanceof MappingNode map) {
                for (NodeTuple entry : map.getValue()) {
                    String key = text(entry.getKeyNode());
                    boolean shorthand = (key.equals("to") || key.equals("toD") || key.equals("from") || key.equals("wireTap") || key.equals("enrich") || key.equals("pollEnrich"))
                            && entry.getValueNode() instanceof ScalarNode;
                    if (key.equals("uri") || shorthand) {
                        into.add(endpoint(text(entry.getValueNode()), map, place(entry.getValueNode())));
                    }
                    findEndpoints(entry.getValueNode(), into);
                }
            }
        }

        /** Ids of steps; among parameters the word means something else. */
        private void findSteps(Node node) {
            if (node instanceof SequenceNode list) {
                list.getValue().forEach(this::findSteps);
            } else if (node instanceof MappingNode map) {
                for (NodeTuple entry : map.getValue()) {
                    String key = text(entry.getKeyNode());
                    if (key.equals("id") && entry.getValueNode() instanceof ScalarNode) {
                        steps.add(use(entry.getValueNode()));
                    } else if (!key.equals("parameters") && !key.equals("expression")) {
                        findSteps(entry.getValueNode());
                    }
                }
            }
        }

        private EndpointUse endpoint(String uri, MappingNode map, Location where) {
            List<Use> options = new ArrayList<>(parameters(map));
            int query = uri.indexOf('?');
            if (query > 0 && uri.indexOf("{{", query) < 0) {
                for (String option : uri.substring(query + 1).split("&")) {
                    options.add(new Use(option.replaceFirst("=.*", ""), where));
                }
            }
            return new EndpointUse(NAMED.contains(uri) ? uri + named(map) : uri, options, inlet(uri, map), folder(uri, map), where);
        }

        private static Optional<String> inlet(String uri, MappingNode endpoint) {
            Matcher option = INLET.matcher(uri);
            return option.find() ? Optional.of(option.group(1)) : get(endpoint, "parameters").flatMap(parameters -> get(parameters, "inlet")).map(RouteReader::text);
        }

        private static Optional<String> folder(String uri, MappingNode endpoint) {
            return uri.equals("file") ? get(endpoint, "parameters").flatMap(parameters -> get(parameters, "directoryName")).map(RouteReader::text)
                    : Optional.of(uri).filter(any -> any.startsWith("file:")).map(any -> any.replaceFirst("^file:(//)?", "").replaceFirst("\\?.*", ""));
        }

        /** {@code :NAME} where the name stands among the parameters. */
        private static String named(MappingNode endpoint) {
            return get(endpoint, "parameters").flatMap(parameters -> get(parameters, "name")).map(name -> ":" + text(name)).orElse("");
        }

        private List<Use> parameters(MappingNode endpoint) {
            List<Use> uses = new ArrayList<>();
            get(endpoint, "parameters").ifPresent(node -> {
                if (node instanceof MappingNode map) {
                    map.getValue().forEach(entry -> uses.add(use(entry.getKeyNode())));
                }
            });
            return uses;
        }

        private void findSettings(Node node) {
            if (node instanceof SequenceNode list) {
                list.getValue().forEach(this::findSettings);
            } else if (node instanceof MappingNode map) {
                for (NodeTuple entry : map.getValue()) {
                    if (entry.getValueNode() instanceof ScalarNode && text(entry.getKeyNode()).matches("redeliveryDelay|maximumRedeliveryDelay")) {
                        delays.add(use(entry.getValueNode()));
                    }
                    if (text(entry.getKeyNode()).equals("custom")) {
                        get(entry.getValueNode(), "ref").ifPresent(ref -> beans.add(use(ref)));
                    }
                    findSettings(entry.getValueNode());
                }
            } else if (node instanceof ScalarNode scalar) {
                String value = scalar.getValue();
                if (BEAN.matcher(value).matches()) {
                    beans.add(new Use(value.replaceFirst("#(bean:)?", ""), place(node)));
                }
                for (int at = value.indexOf("{{"); at >= 0; at = value.indexOf("{{", at + 2)) {
                    int end = value.indexOf("}}", at);
                    if (end > 0) {
                        placeholders.add(new Use(value.substring(at + 2, end), place(node)));
                    }
                }
            }
        }

        private static Optional<Node> get(Node node, String key) {
            return node instanceof MappingNode map
                    ? map.getValue().stream().filter(entry -> text(entry.getKeyNode()).equals(key)).map(NodeTuple::getValueNode).findFirst()
                    : Optional.empty();
        }

        private Use use(Node node) {
            return new Use(text(node), place(node));
        }

        private static String text(Node node) {
            return node instanceof ScalarNode scalar ? scalar.getValue() : "";
        }

        private Location place(Node node) {
            return node.getStartMark().map(mark -> Location.of(name, mark.getLine() + 1)).orElse(Location.of(name));
        }
    }
}
