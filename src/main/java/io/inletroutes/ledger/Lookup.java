package io.inletroutes.ledger;

import io.inletroutes.ledger.EventTrace.Fate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds single events for a person who asks: in the journal of accepted ids, among the dead letters, among the files. */
final class Lookup {

    private static final int RUNS = 20;

    private final AcceptedPlaces acceptedIds;
    private final DeadLetters deadLetters;
    private final FileRuns runs;

    Lookup(AcceptedPlaces acceptedIds, DeadLetters deadLetters, FileRuns runs) {
        this.acceptedIds = acceptedIds;
        this.deadLetters = deadLetters;
        this.runs = runs;
    }

    List<EventTrace> byId(String id) throws IOException {
        List<EventTrace> found = accepted(acceptedIds.byId(id));
        found.addAll(dead(deadLetters.ofId(id), null));
        return sorted(found);
    }

    List<EventTrace> byKey(String key) throws IOException {
        List<EventTrace> found = accepted(acceptedIds.byPlace(Place.ofKey(key)));
        found.addAll(dead(deadLetters.ofKey(key), null));
        return sorted(found);
    }

    List<EventTrace> byRow(String file, long row) throws IOException {
        Map<Long, FileRuns.Found> files = new LinkedHashMap<>();
        runs.named(file, RUNS).forEach(found -> files.put(found.head().id(), found));
        runs.kept(file, RUNS).forEach(found -> files.putIfAbsent(found.head().id(), found)); // in done/ it has that name where another of its own was there before
        return ofRow(List.copyOf(files.values()), row);
    }

    List<EventTrace> byKeptRow(String keptAs, long row) throws IOException {
        return ofRow(runs.kept(keptAs, RUNS), row);
    }

    private List<EventTrace> ofRow(List<FileRuns.Found> files, long row) throws IOException {
        List<EventTrace> found = new ArrayList<>();
        for (FileRuns.Found run : files) {
            List<EventTrace> ofRun = accepted(acceptedIds.byPlace(new Place(run.head().id(), row)));
            ofRun.addAll(dead(deadLetters.ofRow(run.head().id(), row), run.head().keptAs()));
            if (ofRun.isEmpty()) {
                ofRun.add(new EventTrace(run.finished() == null ? Fate.OPEN : Fate.SETTLED, run.head().route(), run.head().name(), row, null, null,
                        run.finished() == null ? run.head().started() : run.finished(), null, null, run.head().keptAs()));
            }
            found.addAll(ofRun);
        }
        return sorted(found);
    }

    private List<EventTrace> accepted(List<AcceptedPlaces.Accepted> all) throws IOException {
        List<EventTrace> traces = new ArrayList<>();
        for (AcceptedPlaces.Accepted accepted : all) {
            Place place = accepted.place();
            Optional<RunHead> run = place.fileRun() == 0 ? Optional.empty() : runs.find(place.fileRun()).map(FileRuns.Found::head);
            traces.add(new EventTrace(Fate.ACCEPTED, run.map(RunHead::route).orElse(null), run.map(RunHead::name).orElse(null), place.fileRun() == 0 ? 0 : place.row(),
                    accepted.outcome().batchId(), accepted.outcome().xactionId(), accepted.time(), null, null, run.map(RunHead::keptAs).orElse(null)));
        }
        return traces;
    }

    private static List<EventTrace> dead(List<DeadLetter> letters, String keptAs) {
        return letters.stream().map(letter -> new EventTrace(Fate.DEAD, letter.route(), letter.row() > 0 ? letter.source() : null, letter.row(), null, null, letter.lastAt(),
                letter.id(), letter.state(), keptAs)).toList();
    }

    private static List<EventTrace> sorted(List<EventTrace> traces) {
        return traces.stream().sorted(Comparator.comparing(EventTrace::time).reversed()).toList();
    }
}
