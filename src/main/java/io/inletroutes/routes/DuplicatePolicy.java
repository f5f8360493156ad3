package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.util.Arrays;
import java.util.Locale;

/** What happens to an event whose {@code _id} and content were accepted before: the setting {@code duplicates}. */
enum DuplicatePolicy {

    /** It is not sent, and counted as skipped. */
    SKIP,
    /** It is sent again. */
    SEND,
    /** It is kept as a dead letter, for a person to decide. */
    HOLD;

    static DuplicatePolicy of(String setting) {
        return Arrays.stream(values()).filter(policy -> policy.name().equals(setting.trim().toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new ProblemsException(Problem.error(Location.NONE, "duplicates is \"" + setting + "\"").fix("write skip, send or hold")));
    }
}
