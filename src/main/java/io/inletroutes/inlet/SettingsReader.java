package io.inletroutes.inlet;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes {@link InletSettings} of the keys of one inlet and collects everything that is wrong with them. Used once. */
final class SettingsReader {

    /** The longest message the inlet takes, in bytes. */
    static final int LIMIT = 1024 * 1024;
    static final String TOKEN_URL = "https://ims-na1.adobelogin.com/ims/token/v3";
    static final String SCOPES = "openid,AdobeID,read_organizations,additional_info.projectedProductContext,session";
    /** Stands where a URL would, and is none: the launcher binds the URL of the simulator. */
    static final String SIMULATOR = "simulator";
    private static final URI UNBOUND = URI.create("http://127.0.0.1:1/collection/simulator");
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)?");

    private final String name;
    private final InletKeys keys;
    private final Optional<URI> bound;
    private final List<Problem> problems = new ArrayList<>();

    /** @param bound where the inlet is, whatever its setting says */
    SettingsReader(String name, InletKeys keys, Optional<URI> bound) {
        this.name = name;
        this.keys = keys;
        this.bound = bound;
    }

    /** What is wrong; empty when {@link #read} succeeds. Warnings are not among it. */
    List<Problem> check() {
        readAll();
        return List.copyOf(problems);
    }

    /** Fails with everything that is wrong. */
    InletSettings read() {
        InletSettings settings = readAll();
        if (bound.isEmpty() && keys.find("url").filter(SIMULATOR::equals).isPresent()) {
            problem("url", "is simulator, and no simulator runs", "start with bin/inlet-routes run, or set the URL of the streaming connection");
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return settings;
    }

    private InletSettings readAll() {
        if (InletKeys.RESERVED.contains(name)) {
            problems.add(Problem.error(Location.NONE, "an inlet cannot be called " + name + ": inlet." + name + " is a setting of the default inlet")
                    .fix("choose another name"));
        }
        InletUrls urls = urls();
        boolean sync = flag("sync-validation", false);
        String organisation = keys.find("ims-org-id").orElse("");
        if (organisation.isEmpty()) {
            problem("ims-org-id", "is not set", "set the organisation the inlet belongs to, as in XXX@AdobeOrg");
        }
        Map<String, String> headers = new HashMap<>();
        for (String header : keys.under("headers.")) {
            keys.find("headers." + header).ifPresent(value -> headers.put(header, value));
        }
        return new InletSettings(name, urls.single(), urls.batch(), organisation, keys.find("sandbox-name"), keys.find("flow-id"),
                sync ? Optional.of(urls.validating()) : Optional.empty(), headers, auth(),
                new InletSettings.Batches((int) number("batch.max-messages", 1000, 1, 1_000_000), (int) number("batch.max-bytes", 1_000_000, 1, LIMIT),
                        duration("batch.linger", Duration.ofMillis(5)), flag("batch.gzip", false)),
                new InletSettings.Limits(number("limit.requests-per-second", 1000, 0, 1e9), number("limit.messages-per-second", 10_000, 0, 1e9),
                        (int) number("limit.concurrency", 32, 1, 1000)),
                new InletSettings.Timeouts(duration("timeout.connect", Duration.ofSeconds(5)), duration("timeout.response", Duration.ofSeconds(30))),
                new InletSettings.Redelivery((int) number("redelivery.tries", 3, 1, 100), duration("redelivery.delay", Duration.ofMillis(500)),
                        duration("redelivery.max-delay", Duration.ofSeconds(4)), duration("redelivery.max-retry-after", Duration.ofMinutes(1)),
                        duration("redelivery.outage-probe", Duration.ofSeconds(4)), duration("redelivery.settings-probe", Duration.ofSeconds(30)),
                        duration("redelivery.event-deadline", Duration.ofSeconds(30))),
                proxy(), (int) number("refusal-brake", 1000, 0, Integer.MAX_VALUE), order(), duration("person-spacing", Duration.ZERO), checks());
    }

    private InletUrls urls() {
        URI given = bound.orElse(null);
        if (given == null) {
            Optional<String> url = keys.find("url");
            if (url.isEmpty()) {
                problem("url", "is not set", "set the inlet URL of the streaming connection");
                return InletUrls.of(UNBOUND);
            }
            given = url.get().equals(SIMULATOR) ? UNBOUND : uri("url", url.get());
        }
        Optional<URI> batch = bound.isPresent() ? Optional.empty() : keys.find("batch.url").map(url -> uri("batch.url", url));
        InletUrls urls = InletUrls.of(given);
        return batch.isPresent() ? urls.withBatch(batch.get()) : urls;
    }

    private URI uri(String key, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, without the text: a query may hold a key
        }
        problem(key, "is no http or https URL", "paste the inlet URL of the streaming connection, as in https://dcs.adobedc.net/collection/ID");
        return UNBOUND;
    }

    private InletSettings.Auth auth() {
        boolean id = keys.find("auth.client-id").isPresent();
        boolean secret = keys.find("auth.client-secret").isPresent();
        if (id != secret) {
            problem(id ? "auth.client-secret" : "auth.client-id", "is not set, but the other half is", "set both, or neither");
        }
        InletSettings.Auth.Kind kind = id && secret ? InletSettings.Auth.Kind.CLIENT_CREDENTIALS
                : keys.find("auth.token").isPresent() ? InletSettings.Auth.Kind.FIXED : InletSettings.Auth.Kind.NONE;
        return new InletSettings.Auth(kind, uri("auth.token-url", keys.find("auth.token-url").orElse(TOKEN_URL)),
                keys.find("auth.scopes").orElse(SCOPES));
    }

    private Optional<InletSettings.Proxy> proxy() {
        return keys.find("proxy.host").map(host -> new InletSettings.Proxy(host, (int) number("proxy.port", 8080, 1, 65535), keys.find("proxy.user")));
    }

    private boolean order() {
        String order = keys.find("order").orElse("none");
        if (!order.equals("none") && !order.equals("keyed")) {
            problem("order", "is neither none nor keyed", "write keyed to keep the order of events with the same key");
        }
        return order.equals("keyed");
    }

    private InletSettings.Checks checks() {
        List<String> wanted = List.of(keys.find("validate").orElse("sample,size,timestamp").split("\\s*,\\s*"));
        for (String check : wanted) {
            if (!List.of("always", "sample", "never", "size", "timestamp", "person", "none").contains(check)) {
                problem("validate", "names no check of ours", "one of always, sample, never (against schema.json), and any of size, timestamp, person, with commas between; or none");
            }
        }
        return new InletSettings.Checks(wanted.contains("size"), wanted.contains("timestamp"), wanted.contains("person"));
    }

    private Duration duration(String key, Duration otherwise) {
        Optional<String> text = keys.find(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher match = DURATION.matcher(text.get());
        if (!match.matches() || match.group(1).length() > 12) {
            problem(key, "is no duration", "write a number with its unit: 500ms, 2s, 5m");
            return otherwise;
        }
        long amount = Long.parseLong(match.group(1));
        String unit = match.group(2) == null ? "ms" : match.group(2);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private double number(String key, double otherwise, double least, double most) {
        Optional<String> text = keys.find(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        problem(key, "is no number from " + (long) least + " to " + (long) most, "the default is " + (long) otherwise);
        return otherwise;
    }

    private boolean flag(String key, boolean otherwise) {
        Optional<String> text = keys.find(key);
        if (text.isPresent() && !text.get().equalsIgnoreCase("true") && !text.get().equalsIgnoreCase("false")) {
            problem(key, "is neither true nor false", "the default is " + otherwise);
        }
        return text.map(Boolean::parseBoolean).orElse(otherwise);
    }

    private void problem(String key, String what, String fix) {
        problems.add(Problem.error(Location.NONE, keys.full(key) + " " + what).fix(fix));
    }
}
