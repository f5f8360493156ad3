package io.inletroutes.source;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Camel data format that turns a body into JSON events, an iterator of {@link io.inletroutes.Chunk}s to be split while streaming. */
public final class JsonEventsDataFormat extends EventsDataFormat {

    @Override
    EventReader open(Content content, ReadOptions how, SettledRows settled, BooleanSupplier stopping) throws IOException {
        return SourceFile.json(content, how, settled, stopping);
    }

    /** JSON is UTF-8, whoever saved it. */
    @Override
    Optional<ReadOptions> otherwise(Content content, ReadOptions tried, KeptEvents kept) {
        return Optional.empty();
    }
}
