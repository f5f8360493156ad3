package io.inletroutes.source;

import io.inletroutes.Problem;

/** A file whose bytes are no text in the character set that it is thought to be in: another set may fit. */
final class NotTextException extends UnreadableFileException {

    private static final long serialVersionUID = 1;

    NotTextException(Problem problem) {
        super(problem);
    }
}
