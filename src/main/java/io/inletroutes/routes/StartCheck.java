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

    List<Problem> problems() {
        if (problems == null) {
            files = reader.get();
            problems = check.get().checkUnloaded(files);
        }
        return problems;
    }

    /** Loads them. @throws ProblemsException saying everything that is wrong with them, where loading fails for that */
    void load(LiveRoutes live) throws Exception {
        try {
            live.load(files());
        } catch (Exception e) {
            List<Problem> errors = check.get().check(files()).stream().filter(Problem::isError).toList();
            if (!errors.isEmpty()) {
                throw new ProblemsException(errors, e);
            }
            throw e;
        }
    }

    /** The start is over: files are read anew. */
    void forget() {
        files = null;
        problems = null;
    }
}
