package io.inletroutes.cli;

import io.inletroutes.Problem;
import io.inletroutes.inlet.FlowService;
import io.inletroutes.mapping.LoadedMapping;
import io.inletroutes.mapping.MappingCases;
import io.inletroutes.mapping.MappingLoader;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code check}: everything wrong in a home, in one run. */
@Command(name = "check", description = "Finds everything wrong in routes, mappings, cases and settings, before anything is sent.")
final class Check implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Option(names = "--online", description = "Also asks for a token and looks the inlets that routes use up in the platform.")
    private boolean online;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "For people or for programs (${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() {
        try (OpenedHome home = OpenedHome.open(program.home())) {
            List<Problem> problems = new ArrayList<>();
            try (RunningRoutes routes = new RunningRoutes(new Home(home.folder()), Clock.systemUTC())) {
                problems.addAll(routes.check());
                if (online) {
                    Set<String> simulated = routes.simulatedInlets();
                    routes.inletsUsed().stream().filter(inlet -> !simulated.contains(inlet)).forEach(inlet -> problems.addAll(FlowService.check(home.inlets(), inlet)));
                }
            }
            int cases = 0;
            MappingLoader mappings = home.mappings();
            for (String name : mappings.names()) {
                LoadedMapping loaded = mappings.load(name, null, SampleEvent.beside(mappings.folder(name)));
                problems.addAll(loaded.problems());
                if (loaded.mapping().isPresent() && !loaded.stops()) { // cases of a broken mapping would only say it again
                    MappingCases.Result result = home.cases().run(name);
                    cases += result.run();
                    problems.addAll(result.problems());
                }
            }
            PrintWriter out = spec.commandLine().getOut();
            ProblemReport.print(out, problems, format);
            if (format == Format.TEXT) {
                out.println(ProblemReport.count(problems) + " in " + ProblemReport.counted(mappings.names().size(), "mapping")
                        + " and " + ProblemReport.counted(cases, "case"));
            }
            return problems.stream().anyMatch(Problem::isError) ? 1 : 0;
        }
    }
}
