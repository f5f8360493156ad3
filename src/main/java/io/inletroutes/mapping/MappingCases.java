package io.inletroutes.mapping;

import io.inletroutes.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/** Runs {@code cases.json} of mappings: events, and the payload, entity or error that each must give. */
public final class MappingCases {

    public MappingCases(CamelContext context, Function<String, Optional<String>> settings, Path home) {
    }

    /** What came of the cases of one mapping; no case at all is well. */
    public record Result(int run, List<Problem> problems) {
    }

    public Result run(String name) {
        throw new UnsupportedOperationException();
    }
}
