package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Problem;
import io.inletroutes.inlet.FlowService;
import io.inletroutes.mapping.LoadedMapping;
import io.inletroutes.mapping.MappingCases;
import io.inletroutes.mapping.MappingCases.Failed;
import io.inletroutes.mapping.MappingLoader;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    @Option(names = "--online", description = "Also asks for a token, looks the inlets that routes use up in the platform, and asks their brokers for a connection.")
    private boolean online;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "For people or for programs (${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--accept", description = "Asks for each case that fails whether what the mapping makes today is right, and writes it into cases.json where the answer is y.")
    private boolean accept;

    @Override
    public Integer call() throws IOException {
        AcceptedCases accepted = new AcceptedCases(spec.commandLine().getOut(), new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        try (OpenedHome home = OpenedHome.open(program.home())) {
            Set<Problem> problems = new LinkedHashSet<>();
            Map<String, Set<String>> inlets = new HashMap<>();
            MappingLoader mappings = home.mappings();
            try (RunningRoutes routes = new RunningRoutes(new Home(home.folder()), Clock.systemUTC())) {
                problems.addAll(routes.check());
                mappings.names().forEach(name -> inlets.put(name, routes.inletsOf(name)));
                if (online) {
                    Set<String> simulated = routes.simulatedInlets();
                    routes.inletsUsed().stream().filter(inlet -> !simulated.contains(inlet)).forEach(inlet -> problems.addAll(FlowService.check(home.inlets(), inlet)));
                    problems.addAll(routes.checkBrokers());
                }
            }
            int cases = 0;
            for (String name : mappings.names()) {
                Set<Problem> own = new LinkedHashSet<>();
                if (isSound(mappings, name, inlets.get(name), own)) { // cases of a broken mapping would only say it again
                    MappingCases.Result result = home.cases().run(name, inlets.get(name).stream().findFirst().orElse(null));
                    cases += result.run();
                    List<Failed> written = accept ? accepted.ask(mappings.folder(name).resolve("cases.json"), result.failed()) : List.of();
                    if (!written.isEmpty()) { // cases tell what the old preview was
                        own.clear();
                        isSound(mappings, name, inlets.get(name), own);
                    }
                    own.addAll(result.problems());
                    written.forEach(one -> own.remove(one.problem()));
                }
                problems.addAll(own);
            }
            PrintWriter out = spec.commandLine().getOut();
            ProblemReport.print(out, problems, format);
            if (format == Format.TEXT) {
                out.println(ProblemReport.count(problems) + " in " + ProblemReport.counted(mappings.names().size(), "mapping")
                        + " and " + ProblemReport.counted(cases, "case") + (accepted.written() == 0 ? "" : ", " + ProblemReport.counted(accepted.written(), "case") + " written"));
            }
            return problems.stream().anyMatch(Problem::isError) ? 1 : 0;
        }
    }

    /** Compares a mapping with the preview of each inlet that it is filled for. */
    private static boolean isSound(MappingLoader mappings, String name, Set<String> inlets, Set<Problem> problems) {
        List<JsonNode> samples = SampleEvent.beside(mappings.folder(name));
        boolean sound = true;
        for (String inlet : inlets.isEmpty() ? new String[] {null} : inlets.toArray(String[]::new)) {
            LoadedMapping loaded = mappings.load(name, inlet, samples);
            problems.addAll(loaded.problems());
            sound &= loaded.mapping().isPresent() && !loaded.stops();
        }
        return sound;
    }
}
