package io.inletroutes.mapping;

import io.inletroutes.Payload;
import io.inletroutes.Problem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at filled entities before they are sent, as often as the setting asks. Shared by all threads. */
final class SchemaGuard {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaGuard.class);
    private static final int ALL_OF_THE_FIRST = 100;
    private static final int THEN_ONE_OF = 1000;

    private final Validation when;
    private final AtomicLong seen = new AtomicLong();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    SchemaGuard(Validation when) {
        this.when = when;
    }

    /** Why the payload must not be sent; empty when it may. */
    List<Problem> refusals(Mapping mapping, Payload payload) {
        if (when == Validation.ALWAYS) {
            return mapping.violations(payload);
        }
        if (when == Validation.SAMPLE && isNext()) {
            for (Problem violation : mapping.violations(payload)) {
                if (told.add(violation.location() + violation.message())) {
                    LOG.warn("mapping {}: the inlet will not keep what is sent (said once)\n{}", mapping.name(), violation);
                }
            }
        }
        return List.of();
    }

    private boolean isNext() {
        long number = seen.getAndIncrement();
        return number < ALL_OF_THE_FIRST || number % THEN_ONE_OF == 0;
    }
}
