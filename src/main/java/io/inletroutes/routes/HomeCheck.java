package io.inletroutes.routes;

import io.inletroutes.Problem;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.mapping.MappingLoader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** Finds what is wrong in the routes and settings of a home, each mistake once. */
final class HomeCheck {

    private final Home home;
    private final CamelContext context;
    private final InletComponent inlets;
    private final MappingLoader mappings;

    HomeCheck(Home home, CamelContext context, InletComponent inlets, MappingLoader mappings) {
        this.home = home;
        this.context = context;
        this.inlets = inlets;
        this.mappings = mappings;
    }

    /** Sorted by place. */
    List<Problem> check(RouteFiles files) {
        return check(files, true);
    }

    /** The same but for what only Camel's loader knows: a start loads the files anyway. */
    List<Problem> checkUnloaded(RouteFiles files) {
        return check(files, false);
    }

    /** What is wrong with the brokers that routes read from, which are asked for a connection. */
    List<Problem> checkBrokers(RouteFiles files, Clock clock) {
        HomeSettings settings = new HomeSettings(home, context);
        try (JmsConnections jms = new JmsConnections(context, settings.data().resolve("broker"), name -> SettingOrigins.of(home, name), clock)) {
            return files.jmsComponents().stream().flatMap(component -> jms.ask(component).stream()).toList();
        }
    }

    private List<Problem> check(RouteFiles files, boolean loading) {
        SettingsCheck settings = new SettingsCheck(files.inlets());
        List<Problem> problems = new ArrayList<>(settings.check(home, Placeholders.of(home, files)));
        Set<String> told = problems.stream().map(HomeCheck::setting).collect(Collectors.toSet());
        new RouteCheck(context, inlets, mappings, settings.names(home), loading).check(files.all(), Set.of(RouteFiles.CONFIGURATION)).stream()
                .filter(problem -> !isTold(problem, told)).forEach(problems::add);
        problems.addAll(DeadLetterQueue.check(new HomeSettings(home, context)));
        problems.addAll(new EventIdCheck(home, files.all()).check());
        problems.addAll(new TraceSettings(new HomeSettings(home, context)).problems());
        problems.addAll(new OrganisationCheck(new HomeSettings(home, context)).check(files.inlets()));
        problems.sort(null);
        return problems;
    }

    /** The setting whose value a problem of the settings file is about. */
    private static String setting(Problem problem) {
        return problem.message().replaceFirst("^the value of (\\S+) .*", "$1");
    }

    /** Whether it is what an inlet says of a value that the settings file was told of: its own, or one it falls back to. */
    private static boolean isTold(Problem problem, Set<String> told) {
        String name = problem.message().replaceFirst(" .*", "");
        return told.contains(name) || told.contains(name.replaceFirst("^inlet\\.[^.]+\\.", "inlet."));
    }
}
