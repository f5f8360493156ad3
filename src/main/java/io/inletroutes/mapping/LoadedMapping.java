package io.inletroutes.mapping;

import io.inletroutes.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of loading a mapping.
 *
 * @param mapping  empty when a problem stops it from being compiled at all; present beside errors of the contract (a leftover
 *                 sample value, a changed constant), so that {@code preview} can show the payload all the same: {@code run} must ask {@link #stops()}
 * @param problems everything wrong, sorted by place; warnings too
 */
public record LoadedMapping(Optional<Mapping> mapping, List<Problem> problems) {

    public LoadedMapping {
        problems = problems.stream().sorted().toList();
    }

    /** Whether a problem is an error: nothing may be sent with this mapping. */
    public boolean stops() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
