package io.inletroutes.console;

import io.inletroutes.routes.RunningRoutes;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The pages for people, by path, and what may be posted to. A path ending in {@code /} stands for those one step below it. */
public final class Views implements AutoCloseable {

    private final Map<String, View> pages = new HashMap<>();
    private final Map<String, View> actions = new HashMap<>();
    private final Frame frame;
    private final AutoCloseable behind;

    Views(Frame frame, AutoCloseable behind) {
        this.frame = frame;
        this.behind = behind;
    }

    /** All pages of a running instance. */
    public static Views of(RunningRoutes routes, ConsoleSettings settings, Clock clock) {
        Rates rates = Rates.of(routes, clock);
        Frame frame = new Frame(String.valueOf(routes.home().folder().getFileName()));
        Facts facts = new Facts(routes);
        Views views = new Views(frame, rates);
        Thread first = new Thread(facts::routes, "console-counts"); // to count a million dead letters for the first time takes seconds: not while somebody waits
        first.setDaemon(true);
        first.start();
        OverviewPage overview = new OverviewPage(routes, facts, rates, frame, clock);
        views.page("/", overview::page).page("/fragments/overview", overview::fragment).action("/inlets/", overview::act);
        views.page("/status", new InstanceStatus(routes, facts, rates, clock)::page);
        FilesPage files = new FilesPage(routes.files(), facts, frame);
        views.page(FilesPage.PATH, files::page).page("/fragments/files", files::fragment).page("/files/download", files::download);
        Said said = new Said();
        DeadLettersPage letters = new DeadLettersPage(routes.ledger().deadLetters(), facts, said, frame, clock);
        LetterPage letter = new LetterPage(routes.ledger().deadLetters(), routes.letters(), facts, routes.home().mappings(), frame);
        views.page(DeadLettersPage.PATH, letters::page).page(DeadLettersPage.PATH + "/", letter::page);
        views.action(DeadLettersPage.PATH + "/act", new LetterActions(routes.ledger().deadLetters(), routes.letters(), facts, said, clock)::act).action(DeadLettersPage.PATH + "/one/act", letter::act);
        views.page("/find", new FindPage(routes, facts, new EventWay(routes), frame)::page).page("/routes", new RoutesPage(routes, frame)::page).page("/settings", new SettingsPage(routes, frame)::page);
        WorkbenchPage bench = new WorkbenchPage(routes, new Workbench(routes, settings.edit()), frame, settings.edit());
        views.page(MappingsPage.PATH, new MappingsPage(routes, frame)::page).page(MappingsPage.PATH + "/", bench::page);
        views.action("/mappings/fill/", bench::fill).action("/mappings/save/", bench::save);
        return views;
    }

    Views page(String path, View view) {
        pages.put(path, view);
        return this;
    }

    Views action(String path, View view) {
        actions.put(path, view);
        return this;
    }

    Optional<View> page(String path) {
        return find(pages, path);
    }

    Optional<View> action(String path) {
        return find(actions, path);
    }

    private static Optional<View> find(Map<String, View> views, String path) {
        if (path.equals("/") || !path.endsWith("/") && views.containsKey(path)) {
            return Optional.ofNullable(views.get(path));
        }
        String above = path.substring(0, path.lastIndexOf('/') + 1);
        return above.equals("/") || above.equals(path) ? Optional.empty() : Optional.ofNullable(views.get(above));
    }

    Frame frame() {
        return frame;
    }

    @Override
    public void close() {
        try {
            behind.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
