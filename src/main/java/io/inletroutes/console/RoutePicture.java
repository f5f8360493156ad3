package io.inletroutes.console;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/** One route as boxes in their order; what is inside a splitter, a filter or a choice is one column further to the right. */
final class RoutePicture {

    private static final int WIDTH = 330;
    private static final int HEIGHT = 46;
    private static final int GAP = 18;
    private static final int INDENT = 36;
    private static final int LONGEST = 44;

    /**
     * One box.
     *
     * @param kind  of step, as Camel calls it
     * @param text  what it does
     * @param begun the route that begins here, null for none
     */
    private record Box(String kind, String text, int depth, String begun) {
    }

    private final List<RouteDefinition> all;
    private final List<Box> boxes = new ArrayList<>();
    private final Set<String> drawn = new LinkedHashSet<>();

    private RoutePicture(List<RouteDefinition> all) {
        this.all = all;
    }

    /** With the steps of the routes that it hands its events over to. */
    static RoutePicture of(RouteDefinition route, List<RouteDefinition> all) {
        RoutePicture picture = new RoutePicture(all);
        picture.drawn.add(route.getRouteId());
        picture.boxes.add(new Box("from", bare(route.getInput().getEndpointUri()), 0, null));
        picture.add(route.getOutputs(), 0);
        return picture;
    }

    /** Ids of the routes in it, the one it begins with first. */
    Set<String> routes() {
        return Set.copyOf(drawn);
    }

    private void add(List<ProcessorDefinition<?>> steps, int depth) {
        for (ProcessorDefinition<?> step : steps) {
            if (step.getShortName().equals("onException") || step.getShortName().equals("intercept")) {
                continue; // of the failure path, which is a route of its own
            }
            String text = step instanceof ToDefinition to ? bare(to.getEndpointUri()) : step.getLabel().replaceFirst("^" + step.getShortName() + "\\[(.*)]$", "$1");
            String kind = step.getShortName() + (step.hasCustomIdAssigned() ? ", " + step.getId() : "");
            Optional<RouteDefinition> next = step instanceof ToDefinition to ? routeFrom(to.getEndpointUri()).filter(route -> drawn.add(route.getRouteId())) : Optional.empty();
            boxes.add(next.isPresent() ? new Box("route " + next.get().getRouteId(), text, depth, next.get().getRouteId()) : new Box(kind, text, depth, null));
            add(next.isPresent() ? next.get().getOutputs() : step.getOutputs(), depth + 1);
        }
    }

    private Optional<RouteDefinition> routeFrom(String uri) {
        return all.stream().filter(route -> bare(route.getInput().getEndpointUri()).equals(bare(uri))).findFirst();
    }

    /** Without options, some of which may be secrets. */
    private static String bare(String uri) {
        return uri.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//").replace("://", ":");
    }

    Html draw() {
        int deepest = boxes.stream().mapToInt(Box::depth).max().orElse(0);
        int width = WIDTH + deepest * INDENT + 2;
        int height = boxes.size() * (HEIGHT + GAP) - GAP + 2;
        Html html = new Html().open("svg", "viewBox", "0 0 " + width + " " + height, "width", Integer.toString(width), "height", Integer.toString(height), "role", "img", "class", "route", "aria-label",
                "Route " + boxes.get(0).text() + ": " + String.join(", then ", boxes.stream().map(box -> box.kind() + " " + box.text()).toList()));
        int[] lastAt = new int[deepest + 1];
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            int x = box.depth() * INDENT + 1;
            int y = i * (HEIGHT + GAP) + 1;
            if (i > 0) {
                boolean inside = box.depth() > boxes.get(i - 1).depth();
                int from = inside ? boxes.get(i - 1).depth() : box.depth();
                int down = from * INDENT + 18;
                String line = inside ? "M" + down + " " + (lastAt[from] + HEIGHT) + "V" + (y + HEIGHT / 2) + "H" + (x - 5) : "M" + down + " " + (lastAt[from] + HEIGHT) + "V" + (y - 5);
                html.leaf("path", "", "d", line, "class", "arrow");
                html.leaf("path", "", "d", inside ? "M" + (x - 7) + " " + (y + HEIGHT / 2 - 4) + "l6 4l-6 4z" : "M" + (down - 4) + " " + (y - 7) + "l4 6l4 -6z", "class", "head");
            }
            lastAt[box.depth()] = y;
            box(html, box, x, y);
        }
        return html.close();
    }

    private static void box(Html html, Box box, int x, int y) {
        String kind = box.text().startsWith("inlet:") || box.text().startsWith("mapping:") ? box.text().replaceFirst(":.*", "") : box.begun() != null ? "from" : box.kind().replaceFirst(",.*", "");
        html.leaf("rect", "", "x", Integer.toString(x), "y", Integer.toString(y), "width", Integer.toString(WIDTH - 2), "height", Integer.toString(HEIGHT), "rx", "8", "class", "step " + kind, "id", box.begun());
        html.leaf("text", box.kind(), "x", Integer.toString(x + 12), "y", Integer.toString(y + 18), "class", "kind");
        String text = box.text().length() > LONGEST ? box.text().substring(0, LONGEST - 1) + "\u2026" : box.text();
        html.open("text", "x", Integer.toString(x + 12), "y", Integer.toString(y + 36)).leaf("title", box.text()).text(text).close();
    }
}
