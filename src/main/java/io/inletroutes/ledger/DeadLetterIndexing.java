package io.inletroutes.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the index of dead letters up to their files, which come first. Used by one thread at a time, and never while a file grows. */
final class DeadLetterIndexing {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterIndexing.class);
    private static final int PAGE = 500;

    private final DeadLetterFiles files;
    private final DeadLetterIndex index;
    private boolean behind;

    DeadLetterIndexing(DeadLetterFiles files, DeadLetterIndex index) {
        this.files = files;
        this.index = index;
    }

    /** What was written, or lost, before this start. */
    void begin() throws IOException {
        boolean lost = index.isEmpty();
        long taken = 0;
        for (String name : files.names()) {
            taken += catchUp(name);
        }
        if (lost && taken > 0) {
            LOG.warn("The index of {} dead letters was made again from their files; which of them were mended or replayed is not known any more.", taken);
        }
    }

    /** Takes what a file has got, now or when the database answers again. */
    void take(String name) {
        try {
            catchUp(name);
            ready();
        } catch (IOException e) {
            if (!behind) {
                LOG.warn("The index of dead letters cannot be written; they are kept in their files, and indexed when the ledger's database answers again.");
            }
            behind = true;
        }
    }

    /** @throws IOException when the index is still behind, and what it says would be too little */
    void ready() throws IOException {
        if (behind) {
            for (String name : files.names()) {
                catchUp(name);
            }
            behind = false;
        }
    }

    /** Takes what a file has got behind what is in the index; returns how many lines. */
    long catchUp(String name) throws IOException {
        long from = index.indexedTo(name);
        if (files.size(name) <= from) {
            return 0;
        }
        List<DeadLetterIndex.Placed> page = new ArrayList<>();
        long[] taken = {0};
        long end = files.scan(name, from, (line, at) -> {
            DeadLetterLine.parse(line).ifPresent(parsed -> page.add(new DeadLetterIndex.Placed(parsed, at)));
            if (page.size() == PAGE) {
                index.add(name, page, at + line.length + 1);
                taken[0] += page.size();
                page.clear();
            }
        });
        index.add(name, page, end);
        return taken[0] + page.size();
    }
}
