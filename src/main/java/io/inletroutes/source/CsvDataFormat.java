package io.inletroutes.source;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Camel data format that turns a body into CSV rows, an iterator of {@link io.inletroutes.Chunk}s to be split while streaming. */
public final class CsvDataFormat extends EventsDataFormat {

    @Override
    EventReader open(Content content, ReadOptions how, SettledRows settled, BooleanSupplier stopping) throws IOException {
        return SourceFile.csv(content, how, settled, stopping);
    }

    @Override
    Optional<ReadOptions> otherwise(Content content, ReadOptions tried, KeptEvents kept) throws IOException {
        return ResavedFile.proven(content, tried, kept);
    }
}
