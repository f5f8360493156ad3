package io.inletroutes.console;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.routes.RunningRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;

/** A mapping between its preview and an event, with the payload that comes of them while somebody types. */
final class WorkbenchPage {

    private final RunningRoutes routes;
    private final Workbench bench;
    private final Frame frame;
    private final boolean edit;

    WorkbenchPage(RunningRoutes routes, Workbench bench, Frame frame, boolean edit) {
        this.routes = routes;
        this.bench = bench;
        this.frame = frame;
        this.edit = edit;
    }

    Page page(Request request) throws IOException {
        Path folder = folder(request);
        Map<String, String> samples = SampleEvents.of(folder);
        String sample = request.query().exact("sample").map(samples::get).orElse(samples.values().stream().findFirst().orElse("{}"));
        return show(request, Files.readString(folder.resolve("mapping.json")), sample, null);
    }

    /** Fills the payload of what was typed; as a part of the page for the script, as the whole page without one. */
    Page fill(Request request) throws IOException {
        folder(request);
        String mapping = text(request, "mapping");
        String event = text(request, "event");
        return request.form().find("part").isPresent() ? Page.html(200, result(bench.fill(request.name(), mapping, event))) : show(request, mapping, event, null);
    }

    /** Writes the mapping, if it is good and nobody else changed it meanwhile. */
    Page save(Request request) throws IOException {
        Path folder = folder(request);
        if (!edit) {
            throw new ProblemsException(Problem.error(Location.NONE, "saving is switched off here").fix("set console.edit = true where no events of customers are delivered; edit the file here"));
        }
        String mapping = text(request, "mapping");
        Path file = folder.resolve("mapping.json");
        if (!hash(Files.readString(file)).equals(request.form().find("base").orElse(""))) {
            return show(request, mapping, text(request, "event"), "Somebody else changed mapping.json since this page was opened. Nothing was saved: copy what you need and open it again.");
        }
        if (!bench.fill(request.name(), mapping, text(request, "event")).isGood()) {
            return show(request, mapping, text(request, "event"), "It has errors, so nothing was saved.");
        }
        Path fresh = Files.writeString(folder.resolve(".mapping.json.new"), mapping);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return show(request, mapping, text(request, "event"), "Saved. Running routes take it within moments.");
    }

    private Path folder(Request request) {
        if (!routes.mappings().names().contains(request.name())) {
            throw new ProblemsException(Problem.error(Location.NONE, "there is no such mapping").fix("choose one under Mappings"));
        }
        return routes.mappings().folder(request.name());
    }

    /** A browser sends line ends of two characters. */
    private static String text(Request request, String name) {
        return request.form().exact(name).orElse("").replace("\r\n", "\n");
    }

    private static String hash(String text) {
        return Integer.toHexString(text.hashCode()) + "-" + text.length();
    }

    private Page show(Request request, String mapping, String event, String said) throws IOException {
        String name = request.name();
        Path folder = routes.mappings().folder(name);
        Html html = new Html();
        if (said != null) {
            html.leaf("p", said, "class", said.startsWith("Saved") ? "done" : "warning", "role", "status");
        }
        html.open("p", "class", "hint").text("Live version ").add(MappingsPage.live(routes.liveMapping(name))).text(edit ? ". Nothing is sent from here." : ". Nothing is sent or saved from here (console.edit).").close();
        html.open("form", "method", "post", "action", "/mappings/fill/" + Fields.encode(name), "class", "bench", "data-fill", "/mappings/fill/" + Fields.encode(name));
        html.add(Frame.csrf(request)).empty("input", "type", "hidden", "name", "base", "value", hash(Files.readString(folder.resolve("mapping.json"))));
        html.open("section", "aria-label", "Preview").leaf("h2", "Preview").add(preview(folder)).close();
        html.open("section", "aria-label", "Mapping").open("h2").leaf("label", "Mapping", "for", "mapping").close().open("div", "class", "editor").leaf("pre", "", "class", "gutter", "aria-hidden", "true");
        html.leaf("textarea", "\n" + mapping, "id", "mapping", "name", "mapping", "spellcheck", "false", "data-line", request.query().find("line").filter(line -> line.matches("\\d{1,6}")).orElse(null), "autocomplete", "off").close();
        html.open("div", "class", "actions").leaf("button", "Fill");
        if (edit) {
            html.leaf("button", "Save", "class", "main", "formaction", "/mappings/save/" + Fields.encode(name));
        }
        html.close().close().open("section", "aria-label", "Event and payload").open("h2").leaf("label", "Event", "for", "event").close();
        samples(html, SampleEvents.of(folder));
        html.leaf("textarea", "\n" + event, "id", "event", "name", "event", "spellcheck", "false", "rows", "12", "autocomplete", "off");
        html.open("div", "id", "filled").add(result(bench.fill(name, mapping, event))).close().close().close();
        return frame.page(request, "Mapping " + name, html);
    }

    private static Html preview(Path folder) throws IOException {
        Path file = folder.resolve("preview.json");
        if (!Files.isRegularFile(file)) {
            return new Html().leaf("p", "preview.json is missing.", "class", "nothing");
        }
        String text = Files.readString(file);
        try {
            return JsonView.of("preview", JsonView.JSON.readTree(text), Set.of());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return new Html().leaf("pre", text, "class", "source"); // pasted with something around it, which the mapping reads all the same
        }
    }

    private static void samples(Html html, Map<String, String> samples) {
        html.open("p", "class", "samples").leaf("label", "Take ", "for", "sample").open("select", "id", "sample", "data-into", "#event").leaf("option", "an event ...", "value", "");
        samples.forEach((name, text) -> html.leaf("option", name, "value", text));
        html.close().close();
    }

    private static Html result(Workbench.Tried tried) {
        Html html = new Html();
        Filled filled = tried.filled();
        tried.problems().forEach(problem -> problem(html, problem));
        if (filled != null) {
            filled.problems().forEach(problem -> problem(html, problem));
        }
        html.leaf("h2", "Payload");
        if (filled == null || filled.payload() == null) {
            return html.leaf("p", "It cannot be filled.", "class", "nothing");
        }
        html.open("p", "class", "hint").text(Words.number(filled.bytes()) + " bytes" + (filled.bytes() > Filled.LARGEST ? ", more than Profile takes. " : ". "));
        html.leaf("label", "Show only ", "for", "search").empty("input", "id", "search", "type", "search", "data-filter", "#filled .tree li", "placeholder", "key or value");
        html.text(" ").leaf("button", "Fold", "type", "button", "data-fold", "shut", "data-of", "#filled .tree").text(" ").leaf("button", "Unfold", "type", "button", "data-fold", "open", "data-of", "#filled .tree").close();
        return html.add(JsonView.of("payload", filled.payload(), Set.of()));
    }

    private static void problem(Html html, Problem problem) {
        int line = problem.location().file().endsWith("mapping.json") ? problem.location().line() : 0;
        html.open("div", "class", problem.isError() ? "problem" : "warning", "data-bad", line == 0 ? null : Integer.toString(line));
        if (line > 0) {
            html.leaf("button", "line " + line, "type", "button", "data-to", Integer.toString(line), "class", "link").text(" ");
        }
        html.text(problem.message());
        problem.notes().forEach(note -> html.leaf("small", note.label() + ": " + note.text()));
        html.close();
    }
}
