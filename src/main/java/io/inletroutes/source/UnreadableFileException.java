package io.inletroutes.source;

import io.inletroutes.Problem;

/** A file that cannot be read as a whole, before any of its events was handed on or in its middle. Sending it again as it is cannot help. */
public sealed class UnreadableFileException extends RuntimeException permits NotTextException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /** @param problem what is wrong with the file and how to mend it; no values */
    public UnreadableFileException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
