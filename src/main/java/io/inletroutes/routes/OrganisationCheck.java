package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds inlets of the platform that are to be sent the organisation made up for the samples: they would refuse every event. */
final class OrganisationCheck {

    private static final String MADE_UP = "inlet.sample.ims-org-id";

    private final HomeSettings settings;

    OrganisationCheck(HomeSettings settings) {
        this.settings = settings;
    }

    List<Problem> check(Set<String> inlets) {
        String madeUp = SettingsCheck.lines(SettingsCheck.builtIn()).stream().filter(line -> line.name().equals(MADE_UP)).findFirst().orElseThrow().value();
        List<Problem> problems = new ArrayList<>();
        for (String inlet : inlets) {
            String prefix = HomeSettings.inletSetting(inlet, "");
            if (isElsewhere(settings.url(inlet)) && settings.find(prefix + "ims-org-id").filter(madeUp::equals).isPresent()) {
                String origin = SettingOrigins.of(settings.home(), prefix + "url");
                Location place = origin.startsWith("application.properties:") ? Location.of("application.properties", Integer.parseInt(origin.replaceFirst(".*:", ""))) : Location.NONE;
                problems.add(Problem.warning(place, prefix + "url leads out of this machine, and " + prefix + "ims-org-id is the organisation made up for the samples")
                        .fix("set " + prefix + "ims-org-id to the organisation that this inlet belongs to"));
            }
        }
        return problems;
    }

    /** Neither the simulator nor a stand-in on this machine. */
    private static boolean isElsewhere(String url) {
        try {
            String host = URI.create(url.strip()).getHost();
            return host != null && !host.matches("(?i)localhost|127\\..*|\\[?::1]?");
        } catch (IllegalArgumentException e) {
            return false; // said as no URL already
        }
    }
}
