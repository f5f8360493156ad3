package io.inletroutes.console;

import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetterFilter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which dead letters somebody looks at: the fields of the form above their list, which its links and its actions keep. */
record LetterChoice(Fields fields) {

    private static final String[] NAMES = {"route", "reason", "source", "since", "from", "until", "state"};
    private static final Map<String, Duration> SINCE = new TreeMap<>(Map.of("1h", Duration.ofHours(1), "24h", Duration.ofHours(24), "7d", Duration.ofDays(7)));
    private static final List<String> STATES = List.of("open", "replayed", "mended", "closed", "erased", "all");

    /** A time that cannot be read is as none. */
    DeadLetterFilter filter(Clock clock) {
        DeadLetterFilter filter = DeadLetterFilter.ALL.route(text("route")).reason(text("reason")).source(text("source"));
        Duration since = SINCE.get(fields.find("since").orElse(""));
        Instant from = time("from");
        Instant ago = since == null ? null : clock.instant().minus(since);
        filter = filter.between(ago == null || from != null && from.isAfter(ago) ? from : ago, time("until"));
        String state = fields.find("state").filter(STATES::contains).orElse("open");
        return state.equals("all") ? filter : filter.state(DeadLetter.State.valueOf(state.toUpperCase(Locale.ROOT)));
    }

    private String text(String name) {
        return fields.find(name).orElse(null);
    }

    /** As browsers send it, in the zone of the instance. */
    private Instant time(String name) {
        try {
            return fields.find(name).map(text -> LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant()).orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The query of the same choice, with other fields in turn. */
    String query(String... others) {
        Map<String, String> all = new TreeMap<>();
        for (String name : NAMES) {
            fields.find(name).ifPresent(value -> all.put(name, value));
        }
        for (int i = 0; i < others.length; i += 2) {
            all.put(others[i], others[i + 1]);
        }
        return Fields.query(all.entrySet().stream().flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue())).toArray(String[]::new));
    }

    /** For a form that does something with them. */
    void hidden(Html html) {
        for (String name : NAMES) {
            fields.find(name).ifPresent(value -> html.empty("input", "type", "hidden", "name", name, "value", value));
        }
    }

    void form(Html html, Collection<String> routes) {
        html.open("form", "class", "row", "method", "get", "action", DeadLettersPage.PATH, "role", "search", "aria-label", "Which dead letters");
        choice(html, "route", "Route", "all", routes);
        html.open("div").leaf("label", "Reason holds", "for", "reason").empty("input", "id", "reason", "name", "reason", "value", fields.find("reason").orElse("")).close();
        html.open("div").leaf("label", "File or queue", "for", "source").empty("input", "id", "source", "name", "source", "value", fields.find("source").orElse("")).close();
        choice(html, "state", "State", null, STATES);
        choice(html, "since", "Refused in the last", "any time", SINCE.keySet());
        for (String name : new String[] {"from", "until"}) {
            html.open("div").leaf("label", name.equals("from") ? "From" : "Until", "for", name).empty("input", "id", name, "name", name, "type", "datetime-local", "value", fields.find(name).orElse(null)).close();
        }
        html.leaf("button", "Show", "class", "main");
        if (!query().isEmpty()) {
            html.leaf("a", "Reset", "href", DeadLettersPage.PATH, "class", "button");
        }
        html.close();
    }

    private void choice(Html html, String name, String label, String any, Collection<String> values) {
        html.open("div").leaf("label", label, "for", name).open("select", "id", name, "name", name);
        if (any != null) {
            html.leaf("option", any, "value", "");
        }
        values.forEach(value -> html.leaf("option", value, "selected", fields.find(name).filter(value::equals).isPresent() ? "" : null));
        html.close().close();
    }
}
