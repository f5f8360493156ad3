package io.inletroutes.console;

/** What all pages have around them. */
final class Frame {

    private static final String[][] VIEWS = {{"/", "Overview"}, {"/files", "Files"}, {"/dead-letters", "Dead letters"}, {"/find", "Find"}, {"/mappings", "Mappings"}, {"/routes", "Routes"},
        {"/settings", "Settings"}};

    private final String home;

    /** @param home what tells this instance from others */
    Frame(String home) {
        this.home = home;
    }

    Page page(Request request, String title, Html content) {
        return page(200, request, title, content);
    }

    Page page(int status, Request request, String title, Html content) {
        Html html = head(title + " - " + home + " - Inlet Routes").leaf("a", "Skip to content", "href", "#main", "class", "skip");
        html.open("header").open("a", "href", "/", "class", "brand").leaf("strong", "Inlet Routes").text(" ").leaf("span", home).close();
        html.open("nav", "aria-label", "Views");
        for (String[] view : VIEWS) {
            html.leaf("a", view[1], "href", view[0], "aria-current", isIn(request.path(), view[0]) ? "page" : null);
        }
        html.close();
        if (request.leaves()) {
            html.open("form", "method", "post", "action", "/logout").add(csrf(request)).leaf("button", "Log out").close();
        }
        html.close().open("main", "id", "main", "tabindex", "-1").leaf("h1", title).add(content).close();
        return Page.html(status, end(html));
    }

    /** A page for somebody who is not known. */
    static Page bare(int status, String title, Html content) {
        Html html = head(title + " - Inlet Routes").open("main", "id", "main", "class", "bare").leaf("h1", title).add(content).close();
        return Page.html(status, end(html));
    }

    /** What every form must hold. */
    static Html csrf(Request request) {
        return new Html().empty("input", "type", "hidden", "name", "csrf", "value", request.csrf());
    }

    private static boolean isIn(String path, String view) {
        return path.equals(view) || !view.equals("/") && path.startsWith(view + "/");
    }

    private static Html head(String title) {
        Html html = new Html().empty("!doctype html").open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8").leaf("title", title);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").empty("meta", "name", "color-scheme", "content", "light dark");
        html.empty("link", "rel", "stylesheet", "href", "/assets/console.css").empty("link", "rel", "icon", "href", "/assets/icon.svg");
        return html.open("script", "src", "/assets/console.js", "defer", "").close().close().open("body");
    }

    private static Html end(Html html) {
        return html.leaf("p", "", "id", "said", "class", "unseen", "role", "status").close().close();
    }
}
