package io.inletroutes.source;

import io.inletroutes.Chunk;
import java.io.Closeable;
import java.util.Iterator;

/**
 * The events of one file, read as they are asked for; memory does not grow with the file. For one thread. {@link #next()} throws
 * {@link UnreadableFileException} when the rest of the file cannot be read, and {@link java.io.UncheckedIOException} when the disk
 * does not give it.
 */
public interface EventReader extends Iterator<Chunk>, Closeable {
}
