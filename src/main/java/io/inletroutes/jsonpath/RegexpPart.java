package io.inletroutes.jsonpath;

import java.util.List;

/** A piece of a regular expression as it was read. */
sealed interface RegexpPart {

    /** One character of a set. */
    record One(CharacterSet set) implements RegexpPart {
    }

    /** One part after the other; nothing when there are none. */
    record Sequence(List<RegexpPart> parts) implements RegexpPart {
    }

    /** One of several. */
    record Any(List<RegexpPart> branches) implements RegexpPart {
    }

    /** The same part at least {@code least} and at most {@code most} times. */
    record Repeat(RegexpPart part, int least, int most) implements RegexpPart {

        static final int ENDLESS = Integer.MAX_VALUE;
    }

    /** A place in the text that takes no character. */
    enum Edge implements RegexpPart { START, END }
}
