package io.inletroutes.console;

import io.inletroutes.routes.RunningRoutes;
import java.io.IOException;

/** The settings in force, and where each comes from. */
final class SettingsPage {

    private final RunningRoutes routes;
    private final Frame frame;

    SettingsPage(RunningRoutes routes, Frame frame) {
        this.routes = routes;
        this.frame = frame;
    }

    Page page(Request request) throws IOException {
        Html html = new Html().open("p").text("Home ").leaf("code", routes.home().folder()).text(", data ").leaf("code", routes.data()).text(", inbox ").leaf("code", routes.inbox())
                .text(". The environment wins over -D, that over the home's application.properties, that over the defaults. Most settings are read at the start.").close();
        html.open("p").leaf("label", "Show only ", "for", "filter").empty("input", "id", "filter", "type", "search", "data-filter", "#settings tbody tr", "placeholder", "part of a name or value").close();
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Settings").open("table", "id", "settings").open("thead").open("tr");
        for (String column : new String[] {"Setting", "Value", "From"}) {
            html.leaf("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        for (RunningRoutes.Setting setting : routes.settingsInForce()) {
            boolean changed = !setting.origin().equals("default") && setting.value() != null;
            html.open("tr", "class", changed ? "changed" : null).open("th", "scope", "row").leaf("code", setting.name()).close();
            html.open("td").leaf("code", setting.value(), "class", "value").close().leaf("td", setting.origin()).close();
        }
        return frame.page(request, "Settings", html.close().close().close());
    }
}
