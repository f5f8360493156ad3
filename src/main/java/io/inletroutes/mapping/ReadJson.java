package io.inletroutes.mapping;

import io.inletroutes.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a JSON text.
 *
 * @param part     empty when it could not be read
 * @param problems why not, and what had to be repaired
 */
record ReadJson(Optional<JsonPart> part, List<Problem> problems) {

    ReadJson {
        problems = List.copyOf(problems);
    }

    static ReadJson refused(Problem problem) {
        return new ReadJson(Optional.empty(), List.of(problem));
    }
}
