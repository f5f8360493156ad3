package io.inletroutes.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.ContentHash;
import io.inletroutes.Refusal;
import io.inletroutes.ledger.DeadLetter.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that were refused, kept with their reason: one JSON line each in {@code dead-letters/ROUTE/DATE.jsonl}, on the disk before
 * {@link #keep} returns, and an index in the ledger. An event refused again (a crash came between, or somebody sent it again) is the
 * same dead letter. The index is made from the files again where it is behind or lost. Where a queue alone has the events, the lines
 * tell everything else. Thread-safe.
 */
public final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final DeadLetterFiles files;
    private final DeadLetterIndex index;
    private final DeadLetterIndexing indexing;
    private final OpenCounts open;
    private final Clock clock;
    private final String onQueue;

    /** @param onQueue has the events alone; null where the files have them */
    DeadLetters(DeadLetterFiles files, DeadLetterIndex index, Clock clock, String onQueue) throws IOException {
        this.files = files;
        this.index = index;
        this.open = new OpenCounts(index);
        this.clock = clock;
        this.onQueue = onQueue;
        this.indexing = new DeadLetterIndexing(files, index);
        indexing.begin();
    }

    /**
     * Keeps refusals of one route and returns their ids in the same order. Does without the index while the database does not answer.
     *
     * @param run     the file they came from, null for other sources
     * @param headers those of a refused event's message that are worth keeping, such as the message id: texts, numbers, booleans
     * @throws IOException when the disk does not take them: then nothing may be acknowledged, and the same refusals may come again
     */
    public List<String> keep(String route, FileRun run, List<Refusal> refusals, Function<Refusal, Map<String, Object>> headers) throws IOException {
        return keepWhole(route, run, refusals, headers).stream().map(KeptLetter::id).toList();
    }

    /** The same for whoever puts them on a queue then: a crash before that makes the events come, and be returned here, again. */
    public synchronized List<KeptLetter> keepWhole(String route, FileRun run, List<Refusal> refusals, Function<Refusal, Map<String, Object>> headers) throws IOException {
        Instant now = now();
        List<KeptLetter> kept = new ArrayList<>(refusals.size());
        Map<String, Refusal> fresh = new LinkedHashMap<>();
        for (Refusal refusal : refusals) {
            String id = id(route, run, refusal);
            kept.add(new KeptLetter(id, route, DeadLetterLine.of(id, route, run, refusal, headers.apply(refusal), now).json()));
            fresh.putIfAbsent(id, refusal);
        }
        Map<String, Refusal> again = takeKnown(fresh);
        if (!fresh.isEmpty()) {
            Set<String> ids = new HashSet<>(fresh.keySet());
            String lines = kept.stream().filter(letter -> ids.remove(letter.id())).map(this::line).collect(Collectors.joining());
            String name = DeadLetterFiles.name(route, now);
            files.append(name, lines);
            indexing.take(name);
        }
        if (!again.isEmpty()) {
            countAgain(again, now);
        }
        return kept;
    }

    private String line(KeptLetter letter) {
        DeadLetterLine line = new DeadLetterLine((ObjectNode) letter.whole());
        return (onQueue == null ? line : line.onQueue(onQueue)).text() + '\n';
    }

    /** Moves those that are kept already. */
    private Map<String, Refusal> takeKnown(Map<String, Refusal> fresh) {
        Map<String, Refusal> known = new LinkedHashMap<>();
        try {
            for (String id : index.known(fresh.keySet()).keySet()) {
                known.put(id, fresh.remove(id));
            }
        } catch (IOException e) {
            LOG.debug("kept ones are told from new ones later", e);
        }
        return known;
    }

    private void countAgain(Map<String, Refusal> again, Instant now) {
        try {
            index.refusedAgain(again, false, now);
        } catch (IOException e) {
            LOG.warn("{} dead letters were refused once more; that could not be counted.", again.size());
        }
    }

    private static String id(String route, FileRun run, Refusal refusal) {
        return refusal.event() == null ? UUID.randomUUID().toString() : refusal.event().eventId("dead letter of " + route + (run == null ? "" : " " + run.id()));
    }

    private synchronized void ready() throws IOException {
        indexing.ready();
    }

    /** Those of one file in the order of their rows, some at a time: ask again from behind the last row. */
    public List<DeadLetter> ofFile(FileRun run, long behindRow, int most) throws IOException {
        ready();
        return index.query("where file_run = ? and row_no > ? order by row_no fetch first " + most + " rows only", List.of(run.id(), behindRow));
    }

    List<DeadLetter> ofRow(long fileRun, long row) throws IOException {
        ready();
        return index.query("where file_run = ? and row_no = ?", List.of(fileRun, row));
    }

    /** By message id or tick. */
    List<DeadLetter> ofKey(String key) throws IOException {
        ready();
        return index.query("where origin_key = ?", List.of(DeadLetterIndex.cut(key, 300)));
    }

    /** By {@code _id}. */
    List<DeadLetter> ofId(String id) throws IOException {
        ready();
        return index.query("where id_hash = ?", List.of(ContentHash.ofText(id)));
    }

    /** In the order of their first refusal, some at a time. @param after the last one of the page before, null for the first page */
    public List<DeadLetter> list(DeadLetterFilter filter, DeadLetter after, int most) throws IOException {
        ready();
        return index.page(filter, after, most);
    }

    /** How many there are, counted up to {@code most}: to count a million takes longer than to read a page. */
    public long count(DeadLetterFilter filter, int most) throws IOException {
        ready();
        return index.count(filter, most);
    }

    /** Their reasons, the most frequent first, each counted up to {@code most}; empty when there are too many different ones. */
    public List<ReasonCount> reasons(DeadLetterFilter filter, int most) throws IOException {
        ready();
        return index.reasons(filter, most);
    }

    /** How many there are. */
    public long count(DeadLetterFilter filter) throws IOException {
        ready();
        return index.count(filter);
    }

    public Optional<DeadLetter> find(String id) throws IOException {
        ready();
        return index.query("where id = ?", List.of(id)).stream().findFirst();
    }

    /**
     * {@code event} (or {@code raw} where it is no JSON), {@code payload}, {@code origin}, {@code headers}, {@code reason}; without the event,
     * and with {@code queue}, where that has it. Personal data: never log it. Empty when its file is gone or lies with another instance.
     */
    public Optional<JsonNode> read(DeadLetter letter) throws IOException {
        return index.isHere(letter) ? files.read(letter.keptIn(), index.keptAt(letter.id()), letter.id()).map(DeadLetterLine::json) : Optional.empty();
    }

    /** How many are open, by route. Where there are so many that it takes long to count them, as they were a moment ago: those who watch ask often. */
    public Map<String, Long> openByRoute() throws IOException {
        ready();
        return open.byRoute();
    }

    /** Those whose rows came back corrected and were accepted; ids that are not known are passed over. */
    public void mended(Collection<String> ids) throws IOException {
        ready();
        index.mark(ids, State.MENDED, false, now());
    }

    /** Those that were sent again and accepted, or skipped as accepted before. */
    public void replayed(Collection<String> ids) throws IOException {
        ready();
        index.mark(ids, State.REPLAYED, true, now());
    }

    /** Notes that dead letters were sent again and refused again, by id: they stay open, with one more replay and the new reason. */
    public void refusedAgain(Map<String, Refusal> refusals) throws IOException {
        ready();
        index.refusedAgain(refusals, true, now());
    }

    /** Closes those that need nothing more; returns how many were known. */
    public int close(Collection<String> ids) throws IOException {
        ready();
        return index.mark(ids, State.CLOSED, false, now());
    }

    /** Notes that what those said was erased where else they lay. */
    public void erased(Collection<String> ids) throws IOException {
        ready();
        index.mark(ids, State.ERASED, false, now());
    }

    /**
     * Erases what the events of a person said, from the files and from the index; the lines stay, with reason and place, so that
     * counts still add up. Looks at the files of this data folder.
     *
     * @param identity an e-mail address, a customer number: whatever the event holds as a whole value
     * @return ids of those erased
     */
    public synchronized List<String> erase(String identity) throws IOException {
        if (identity.isBlank()) {
            throw new IllegalArgumentException("an identity to erase is not blank");
        }
        ready();
        List<String> erased = new ArrayList<>();
        Instant now = now();
        for (String name : files.names()) {
            List<String> here = new ArrayList<>();
            files.scan(name, 0, (line, at) -> DeadLetterLine.parse(line).filter(found -> found.mentions(identity.strip())).ifPresent(found -> here.add(found.id())));
            if (!here.isEmpty()) {
                files.append(name, "");
                index.setIndexedTo(name, 0); // from here on a crash makes the next start look at the whole file
                files.rewrite(name, line -> {
                    Optional<DeadLetterLine> parsed = DeadLetterLine.parse(line).filter(found -> here.contains(found.id()));
                    return parsed.isPresent() ? parsed.get().erased(now).text() : null;
                });
                index.mark(here, State.ERASED, false, now);
                indexing.catchUp(name);
                erased.addAll(here);
            }
        }
        return erased;
    }

    /** Deletes the files of days before {@code day}, and what the index knows of them. */
    synchronized void forget(LocalDate day, Instant before) throws IOException {
        ready();
        long open = index.forget(before);
        int deleted = files.deleteBefore(day);
        if (open > 0) {
            LOG.warn("{} open dead letters older than data.retention are gone, {} files in all.", open, deleted);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
