package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {

    private static final int ALL = InletRoutes.commandLine().getSubcommands().size();

    @Test
    void eachIsCalledAsItCallsItself() {
        Commands.of().forEach((name, type) -> assertThat(type.getAnnotation(CommandLine.Command.class).name()).isEqualTo(name));
    }

    @Test
    void onlyTheOneThatIsNamedIsMade() {
        assertThat(Commands.of("run", "--samples")).isEqualTo(Map.of("run", Run.class));
        assertThat(Commands.of("--home", "run", "check")).isEqualTo(Map.of("check", Check.class));
        assertThat(Commands.of("--home=x", "status")).isEqualTo(Map.of("status", Status.class));
    }

    @Test
    void allAreMadeWhereNoneIsClearlyNamed() {
        assertThat(Commands.of("--help")).hasSize(ALL);
        assertThat(Commands.of("--home")).hasSize(ALL);
        assertThat(Commands.of("--home", "x")).hasSize(ALL);
        assertThat(Commands.of("runs")).hasSize(ALL);
        assertThat(Commands.of()).hasSize(ALL);
    }

    @Test
    void whatIsCommonToAllReachesTheOneThatIsMade() {
        CommandLine run = InletRoutes.commandLine("run").getSubcommands().get("run");

        assertThat(run.getCommandSpec().optionsMap()).containsKeys("--home", "--help", "--version", "--samples");
        assertThat(run.getCommandSpec().usageMessage().exitCodeList()).hasSize(3);
    }
}
