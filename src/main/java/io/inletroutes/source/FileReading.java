package io.inletroutes.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a reader asks of a file, and tells, besides its content. Found in the exchange property {@value #PROPERTY} of the file's exchange and of
 * all that are split from it. It is one property because each of these has a copy. Called on the reading thread only.
 */
public interface FileReading extends SettledRows, KeptEvents {

    /** Exchange property that holds it. */
    String PROPERTY = "InletRoutesFile";

    /** Of what is no file, or one of which nothing is known. */
    FileReading NONE = new FileReading() {
        @Override
        public boolean isSettled(long row) {
            return SettledRows.NONE.isSettled(row);
        }

        @Override
        public Optional<JsonNode> event(String deadLetter) {
            return Optional.empty();
        }

        @Override
        public boolean isUtf8(Path file) {
            return false;
        }

        @Override
        public void readAs(ReadOptions how) {
            // its refused rows go into no file
        }
    };

    /** Whether this is the file, and all of its bytes were seen to be {@link Fingerprint#utf8 UTF-8}. */
    boolean isUtf8(Path file);

    /** Something of it could be opened so. The first time counts: what is read later was part of an event. */
    void readAs(ReadOptions how);
}
