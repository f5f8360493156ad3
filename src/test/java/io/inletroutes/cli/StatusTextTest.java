package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StatusTextTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2024-05-29T12:00:00Z"), ZoneOffset.UTC);

    private static final String ILL = "Exit code 1: nothing runs, or an inlet, a route, a broker, a changed file or a file in failed/ needs somebody; page: at-night/who-watches.md";

    @Test
    void saysWhatIsStuckAndWhyAndWhatToDoNext() throws IOException {
        String held = """
                {"running": true, "pid": 42, "exitCode": 1, "console": "http://127.0.0.1:8080/",
                 "inlets": [{"inlet": "default", "status": "held", "since": "2024-05-29T09:00:00Z", "accepted": 12300, "refused": 3, "repeated": 0, "waiting": 1000,
                   "oldestWaitingSeconds": 10800, "reason": "the inlet answers 401\\n  fix      set inlet.auth.client-secret", "goesOn": "It goes on after a restart."}],
                 "routes": [{"route": "orders-from-json", "source": "inbox/orders, names *.json", "status": "held", "since": "2024-05-29T09:00:00Z", "filesInProgress": ["a.json"],
                   "filesWaiting": 2, "oldestWaitingSeconds": 600, "deadLetters": 3, "accepted": 12300, "dead": 3, "skipped": 1, "last": "2024-05-29T08:59:00Z"}],
                 "files": [{"file": "a.json", "done": 0.431, "remainingSeconds": 290}],
                 "next": ["inlet default is held: set inlet.auth.client-secret"]}
                """;

        assertThat(new StatusText(new ObjectMapper().readTree(held), NOON).lines()).map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "NINE")).containsExactly(
                "An instance runs, process 42, console http://127.0.0.1:8080/.",
                "  inlet  default: held since NINE (3 h), 12,300 accepted, 3 refused, 0 tried again, 1,000 events waiting, the oldest for 3 h",
                "         the inlet answers 401",
                "           fix      set inlet.auth.client-secret",
                "         It goes on after a restart.",
                "  route  orders-from-json: held since NINE (3 h), reading a.json (43 %, about 4 min left), 2 files waiting, the oldest for 10 min, "
                        + "12,300 accepted, 3 refused, 1 skipped since the start, last event NINE (3 h ago), 3 dead letters",
                "         takes events from inbox/orders, names *.json",
                "Next: inlet default is held: set inlet.auth.client-secret", ILL);
    }

    @Test
    void saysThatAnEditedMappingIsBrokenAndThatTheDiskIsFull() throws IOException {
        String troubled = """
                {"running": true, "pid": 42, "exitCode": 1, "inlets": [], "routes": [], "troubles": [
                 {"kind": "mapping", "about": "order-placed", "since": "2024-05-29T11:59:00Z", "reason": "mapping order-placed changed and is broken\\n  fix      run check"},
                 {"kind": "data folder", "about": "data.directory", "since": "2024-05-29T09:00:00Z", "reason": "the disk of the data folder is full\\n  fix      make room on it"}],
                 "next": ["mapping order-placed changed and is broken: run check", "the disk of the data folder is full: make room on it"]}
                """;

        assertThat(new StatusText(new ObjectMapper().readTree(troubled), NOON).lines()).map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "THEN")).containsExactly(
                "An instance runs, process 42.",
                "  mapping: mapping order-placed changed and is broken, since THEN (60 s)",
                "  data folder: the disk of the data folder is full, since THEN (3 h)",
                "Next: mapping order-placed changed and is broken: run check",
                "Next: the disk of the data folder is full: make room on it", ILL);
    }

    @Test
    void tellsNoRemainingTimeOfAFileThatIsHeld() throws IOException {
        String held = """
                {"running": true, "pid": 42, "inlets": [], "routes": [{"route": "orders", "source": "inbox/orders", "status": "held", "filesInProgress": ["a.json"]}],
                 "files": [{"file": "a.json", "done": 0.431, "held": true, "remainingSeconds": null}]}
                """;

        assertThat(new StatusText(new ObjectMapper().readTree(held), NOON).lines()).contains("  route  orders: held, reading a.json (43 %, held), no event known");
    }

    @Test
    void saysWhenNothingIsToBeDone() throws IOException {
        String idle = "{\"running\": true, \"pid\": 42, \"inlets\": [{\"inlet\": \"default\", \"status\": \"idle\", \"accepted\": 1, \"refused\": 0, \"repeated\": 0, \"waiting\": 0}], \"routes\": []}";

        assertThat(new StatusText(new ObjectMapper().readTree(idle), NOON).lines()).containsExactly("An instance runs, process 42.",
                "  inlet  default: idle, 1 accepted, 0 refused, 0 tried again", "Nothing is to be done.", "Exit code 0: nothing is stuck.");
    }

    @Test
    void saysWhatLiesThereWhenNothingRuns() throws IOException {
        String rest = "{\"running\": false, \"deadLetters\": {\"orders-from-json\": 1}, \"filesWaiting\": {\"orders\": 2}}";

        assertThat(new StatusText(new ObjectMapper().readTree(rest), NOON).lines()).startsWith("No instance runs on this home.", "  inbox  orders: 2 files waiting",
                "  route  orders-from-json: 1 dead letter").endsWith("Next: start it: inlet-routes run; page: at-night/does-not-start.md", "Exit code 0: nothing is stuck.");
    }
}
