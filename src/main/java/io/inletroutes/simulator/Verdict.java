package io.inletroutes.simulator;

import java.util.List;

/**
 * What an inlet makes of one message.
 *
 * @param sentence   what is wrong with it as a whole, null where nothing is
 * @param violations places of it that break rules
 */
record Verdict(String sentence, List<Violation> violations) {

    static final Verdict GOOD = new Verdict(null, List.of());

    static Verdict bad(String sentence) {
        return new Verdict(sentence, List.of());
    }

    static Verdict of(List<Violation> violations) {
        return violations.isEmpty() ? GOOD : new Verdict(null, List.copyOf(violations));
    }

    boolean isGood() {
        return sentence == null && violations.isEmpty();
    }

    /** To the sender, who knows the values. */
    String answered() {
        return sentence != null ? sentence : Violation.summary(violations, Violation::answered);
    }

    /** To anyone else: names fields, never values. */
    String told() {
        return sentence != null ? sentence : Violation.summary(violations, Violation::words);
    }
}
