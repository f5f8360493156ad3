package io.inletroutes.routes;

import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Route files read once, and looked through once, for all that one start asks of them. What only loading them shows is left out: a
 * start loads them anyway, and has them checked whole where that fails.
 */
final class StartCheck {

    private final Supplier<RouteFiles> reader;
    private final Supplier<HomeCheck> check;
    private RouteFiles files;
    private List<Problem> problems;

    StartCheck(Supplier<RouteFiles> reader, Supplier<HomeCheck> check) {
        this.reader = reader;
        this.check = check;
    }

    /** As they were when they were looked through, else as they are. */
    RouteFiles files() {
        return files == null ? reader.get() : files;
    }

    List<Problem> warnings() {
        return problems().stream().filter(problem -> !problem.isError()).toList();
    }

    /** @throws ProblemsException when anything is wrong, saying all that is */
    void refuseErrors() {
        if (problems().stream().anyMatch(Problem::isError)) {
            throw new ProblemsException(errors());
        }
    }

    /** Loads them. @throws ProblemsException saying all that is wrong with them, where loading fails for that */
    void load(LiveRoutes live) throws Exception {
        try {
            live.load(files());
        } catch (Exception e) {
            List<Problem> errors = errors();
            throw errors.isEmpty() ? e : new ProblemsException(errors, e);
        }
    }

    private List<Problem> problems() {
        if (problems == null) {
            files = reader.get();
            problems = check.get().checkUnloaded(files);
        }
        return problems;
    }

    private List<Problem> errors() {
        return check.get().check(files()).stream().filter(Problem::isError).toList();
    }

    /** The start is over: files are read anew. */
    void forget() {
        files = null;
        problems = null;
    }
}
