package io.inletroutes;

import java.util.List;
import java.util.stream.Collectors;

/** Stops what was asked for because of one or more problems; its message is all of them, one after the other. */
public class ProblemsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public ProblemsException(List<Problem> problems) {
        this(problems, null);
    }

    /** @param cause may be null */
    public ProblemsException(List<Problem> problems, Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    public ProblemsException(Problem problem) {
        this(List.of(problem));
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
