package io.inletroutes.inlet;

import io.inletroutes.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Message;

/** Which headers of a message go to the inlet, and whether they contradict its settings. */
final class InletHeaders {

    static final String ORGANISATION = "x-gw-ims-org-id";
    static final String SANDBOX = "x-sandbox-name";
    private static final String ADOBE = "x-adobe-";

    private InletHeaders() {
    }

    /** By lower-case name. Events with different values share no batch. */
    static Map<String, String> propagated(Message message) {
        Map<String, String> found = new TreeMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null && name.length() > 2 && (name.charAt(0) == 'x' || name.charAt(0) == 'X')) {
                String lower = name.toLowerCase(Locale.ROOT);
                if (lower.startsWith(ADOBE) || lower.equals(ORGANISATION) || lower.equals(SANDBOX)) {
                    found.put(lower, value.toString().strip());
                }
            }
        });
        return found.isEmpty() ? Map.of() : found;
    }

    /** A header that says something else than the setting: the route and the settings mean different inlets. */
    static Optional<Problem> contradiction(Map<String, String> headers, InletSettings settings, InletKeys keys) {
        if (differs(headers.get(ORGANISATION), settings.organisation())) {
            return Optional.of(contradiction(ORGANISATION, keys.full("ims-org-id")));
        }
        if (settings.sandbox().isPresent() && differs(headers.get(SANDBOX), settings.sandbox().get())) {
            return Optional.of(contradiction(SANDBOX, keys.full("sandbox-name")));
        }
        return Optional.empty();
    }

    private static boolean differs(String header, String setting) {
        return header != null && !header.equals(setting);
    }

    private static Problem contradiction(String header, String setting) {
        return Inlet.settingsProblem("the header " + header + " contradicts the setting " + setting,
                "set the header from the setting, {{" + setting + "}}, or leave it out; then start again");
    }
}
