package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WrongUseTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anUnknownOptionIsNamedAndEndsWithTwo() {
        int code = run("--frobnicate");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("inlet-routes: unknown option --frobnicate\n  fix      ");
    }

    @Test
    void anUnknownCommandIsNamedAndEndsWithTwo() {
        int code = run("delete-everything");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("inlet-routes: unknown command delete-everything\n  fix      ");
    }

    @Test
    void withoutACommandTheCommandsAreNamed() {
        int code = run();

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("inlet-routes: no command was named\n  fix      commands: ");
    }

    @Test
    void theVersionGoesToStandardOutput() {
        int code = run("--version");

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("inlet-routes ");
        assertThat(err.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return InletRoutes.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
