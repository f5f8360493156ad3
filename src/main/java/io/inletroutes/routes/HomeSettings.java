package io.inletroutes.routes;

import io.inletroutes.ledger.LedgerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.util.TimeUtils;

/** The settings that running routes need themselves, as a home, its environment and the built-in defaults give them. */
record HomeSettings(Home home, CamelContext context) {

    Optional<String> find(String name) {
        return context.getPropertiesComponent().resolveProperty(name);
    }

    int number(String name, int otherwise) {
        return find(name).map(Integer::parseInt).orElse(otherwise);
    }

    Duration duration(String name, String otherwise) {
        return Duration.ofMillis(TimeUtils.toMilliSeconds(find(name).orElse(otherwise)));
    }

    Path data() {
        return home.resolve(find("data.directory").orElse("data"));
    }

    Path inbox() {
        return home.resolve(find("inbox.directory").orElse("inbox"));
    }

    /** What a start makes up for of the ticks that nothing ran at. */
    MissedTicks missedTicks(Clock clock) {
        return new MissedTicks(data().resolve("ticks"), find("timers.missed").orElse("never").equals("once"), clock);
    }

    DuplicatePolicy duplicates() {
        return DuplicatePolicy.of(find("duplicates").orElse("skip"));
    }

    LedgerSettings ledger() {
        return new LedgerSettings(data(), find("ledger.url").orElse(null), find("ledger.user").orElse(null), find("ledger.password").orElse(null),
                duration("duplicates.retention", "7d"), duration("data.retention", "30d"), lettersInFiles() ? null : letterQueue().orElse("none"));
    }

    /** The queue that gets dead letters. */
    Optional<String> letterQueue() {
        return find("dead-letters.queue").filter(uri -> !uri.isBlank());
    }

    /** Whether the files of dead letters hold their events. */
    boolean lettersInFiles() {
        return !find("dead-letters.files").orElse("true").equals("false");
    }

    /** Where that inlet's deliveries go by the settings alone; empty text when nowhere. */
    String url(String inlet) {
        return find(inletSetting(inlet, "url")).orElse("");
    }

    /** The full name of an inlet's setting. */
    static String inletSetting(String inlet, String key) {
        return inlet.equals("default") ? "inlet." + key : "inlet." + inlet + "." + key;
    }
}
