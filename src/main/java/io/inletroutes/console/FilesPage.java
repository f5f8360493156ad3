package io.inletroutes.console;

import io.inletroutes.ledger.Counts;
import io.inletroutes.ledger.FinishedFile;
import io.inletroutes.routes.InboxFiles;
import io.inletroutes.routes.InboxFiles.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The files that are being read, and what became of those that were. */
final class FilesPage {

    static final String PATH = "/files";
    private static final int PAGE = 50;
    private static final int FAILED = 10;

    private final InboxFiles files;
    private final Facts facts;
    private final Frame frame;

    FilesPage(InboxFiles files, Facts facts, Frame frame) {
        this.files = files;
        this.facts = facts;
        this.frame = frame;
    }

    Page page(Request request) throws IOException {
        long below = number(request.query().find("below"));
        Html html = new Html();
        if (below == Long.MAX_VALUE) {
            html.leaf("h2", "In progress").open("div", "data-refresh", "/fragments/files").add(reading()).close();
        }
        List<InboxFiles.Failed> failed = below == Long.MAX_VALUE ? facts.failed() : List.of();
        if (!failed.isEmpty()) {
            html.leaf("h2", "Put into failed/ within a day");
            failed.stream().limit(FAILED).forEach(one -> html.leaf("pre", Words.time(one.time()) + "  " + one.problem(), "class", "problem"));
            html.leaf("p", failed.size() > FAILED ? "and " + Words.number(failed.size() - FAILED) + " more" : "", "class", "hint");
        }
        html.leaf("h2", "Recent");
        List<FinishedFile> finished = files.finished(below, PAGE);
        if (finished.isEmpty()) {
            html.leaf("p", "No file was read to its end yet, or longer ago than data.retention.", "class", "nothing");
        } else {
            table(html, finished);
        }
        if (finished.size() == PAGE) {
            html.open("p").leaf("a", "Older files", "href", PATH + "?below=" + finished.get(PAGE - 1).id()).close();
        }
        return frame.page(request, "Files", html);
    }

    Page fragment(Request request) {
        return Page.html(200, reading());
    }

    private Html reading() {
        List<InboxFiles.Reading> reading = files.reading();
        Html html = new Html();
        if (reading.isEmpty()) {
            return html.leaf("p", "No file is being read.", "class", "nothing");
        }
        html.open("div", "class", "cards");
        for (InboxFiles.Reading file : reading) {
            Counts counts = file.counts();
            boolean known = !Double.isNaN(file.done());
            html.open("section", "class", "card", "aria-label", "File " + file.name()).open("h3").text(file.name()).leaf("span", known ? Math.round(file.done() * 100) + " %" : "", "class", "percent").close();
            html.leaf("progress", "", "max", "1", "value", known ? String.format(Locale.ROOT, "%.3f", file.done()) : null, "aria-label", "How much of " + file.name() + " is settled");
            html.leaf("p", (facts.isHeld(file.route()) ? "held: nothing goes on until its inlet or the data folder takes events again" : Double.isNaN(file.remaining()) ? "remaining time not known" : "about " + Words.duration(Duration.ofSeconds(Math.round(file.remaining()))) + " left")
                    + ", " + Words.rate(file.rate()) + " events/s", "class", "hint");
            html.open("dl");
            fact(html, "Route", file.route());
            fact(html, "Size", Words.bytes(file.bytes()));
            fact(html, "Settled", Words.number(counts.read()));
            fact(html, "Accepted", Words.number(counts.accepted()));
            fact(html, "Refused", Words.number(counts.dead()));
            fact(html, "Skipped", Words.number(counts.skipped()));
            fact(html, "Begun", Words.time(file.started()));
            html.close().close();
        }
        return html.close();
    }

    private void table(Html html, List<FinishedFile> finished) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Recent files").open("table").open("thead").open("tr");
        for (String column : new String[] {"File", "Ended", "Took", "Read", "Accepted", "Refused", "Skipped", "Download"}) {
            html.leaf("th", column, "scope", "col", "class", column.matches("Read|Accepted|Refused|Skipped") ? "number" : null);
        }
        html.close().close().open("tbody");
        for (FinishedFile file : finished) {
            Counts counts = file.counts();
            boolean failed = files.find(file.route(), Kind.FAILED, file.keptAs()).isPresent();
            html.open("tr").open("th", "scope", "row").text(file.name() + " ");
            if (failed) {
                html.leaf("span", "failed", "class", "state failed");
            }
            html.leaf("small", "route " + file.route() + (file.keptAs().equals(file.name()) ? "" : ", kept as " + file.keptAs())).close();
            html.leaf("td", Words.time(file.finished()), "class", "whole").leaf("td", Words.duration(Duration.between(file.started(), file.finished())), "class", "whole");
            html.leaf("td", Words.number(counts.read()), "class", "number").leaf("td", Words.number(counts.accepted()), "class", "number").open("td", "class", "number");
            if (counts.dead() == 0) {
                html.text("0");
            } else {
                html.leaf("a", Words.number(counts.dead()), "href", DeadLettersPage.PATH + Fields.query("source", file.name(), "state", "all"), "aria-label", Words.counted(counts.dead(), "refused event") + " of " + file.name());
            }
            html.close().leaf("td", Words.number(counts.skipped()), "class", "number").open("td", "class", "whole");
            if (failed) {
                link(html, file, Kind.FAILED, file.keptAs() + ".reason.txt", "why it failed");
            }
            link(html, file, Kind.DONE, file.keptAs() + ".receipt.txt", "receipt");
            link(html, file, Kind.REJECTED, file.keptAs(), "rejected rows");
            html.close().close();
        }
        html.close().close().close();
    }

    private void link(Html html, FinishedFile file, Kind kind, String name, String text) {
        if (files.find(file.route(), kind, name).isPresent()) {
            html.leaf("a", text, "href", "/files/download" + Fields.query("route", file.route(), "kind", Words.lower(kind), "name", name), "aria-label", text + " of " + file.name()).text(" ");
        }
    }

    /** A receipt, a rejected file, or the reason of a failure; never a file of events that was read. */
    Page download(Request request) throws IOException {
        String name = request.query().find("name").orElse("");
        String kind = request.query().find("kind").orElse("");
        boolean given = kind.equals("rejected") || kind.equals("failed") && name.endsWith(".reason.txt") || kind.equals("done") && name.matches(".*\\.receipt\\.(txt|json)");
        Optional<Path> file = given ? files.find(request.query().find("route").orElse(""), Kind.valueOf(kind.toUpperCase(Locale.ROOT)), name) : Optional.empty();
        if (file.isEmpty()) {
            return Page.empty(404);
        }
        boolean text = name.endsWith(".txt");
        return Page.file(text ? "text/plain; charset=utf-8" : "application/octet-stream", file.get())
                .with("Content-Disposition", (text ? "inline" : "attachment") + "; filename*=UTF-8''" + Fields.encode(name));
    }

    private static void fact(Html html, String name, String value) {
        html.open("div").leaf("dt", name).leaf("dd", value).close();
    }

    private static long number(Optional<String> text) {
        return text.filter(digits -> digits.matches("\\d{1,18}")).map(Long::parseLong).orElse(Long.MAX_VALUE);
    }
}
