package io.inletroutes.jsonpath;

import java.util.ArrayList;
import java.util.List;

/**
 * A regular expression as states that are all followed at once: the time an answer takes grows with text times pattern and never
 * beyond, so that no pattern and no text can stop a route. Immutable once made.
 */
final class Automaton {

    private static final int MOST_STATES = 10_000;
    private static final long MOST_STEPS = 1_000_000_000; // a few seconds

    /** A state: takes a character of {@code set}, or none when that is null; goes on at one or two others. */
    private static final class State {

        private CharacterSet set;
        private RegexpPart.Edge edge;
        private int next;
        private int other = -1;
    }

    private final List<State> states = new ArrayList<>();

    private Automaton() {
    }

    /** @throws TextTooLongException when the pattern is beyond all measure */
    static Automaton of(RegexpPart whole) {
        Automaton made = new Automaton();
        made.append(whole);
        made.add(); // the last state: everything is matched
        return made;
    }

    /** Adds the states of {@code part}; what follows it is whatever is added next. */
    private void append(RegexpPart part) {
        if (part instanceof RegexpPart.One one) {
            add().set = one.set();
        } else if (part instanceof RegexpPart.Edge edge) {
            add().edge = edge;
        } else if (part instanceof RegexpPart.Sequence sequence) {
            sequence.parts().forEach(this::append);
        } else if (part instanceof RegexpPart.Any any) {
            appendBranches(any.branches());
        } else if (part instanceof RegexpPart.Repeat repeat) {
            appendRepeat(repeat);
        }
    }

    private void appendBranches(List<RegexpPart> branches) {
        List<State> ends = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            State fork = i + 1 < branches.size() ? add() : null;
            append(branches.get(i));
            if (fork != null) {
                ends.add(add());
                fork.other = states.size();
            }
        }
        ends.forEach(end -> end.next = states.size());
    }

    private void appendRepeat(RegexpPart.Repeat repeat) {
        for (int i = 0; i < repeat.least(); i++) {
            int before = states.size();
            append(repeat.part());
            if (states.size() == before) {
                return; // nothing, however often
            }
        }
        if (repeat.most() == RegexpPart.Repeat.ENDLESS) {
            int start = states.size();
            State fork = add();
            append(repeat.part());
            add().next = start;
            fork.other = states.size();
            return;
        }
        List<State> forks = new ArrayList<>();
        for (int i = repeat.least(); i < repeat.most(); i++) {
            forks.add(add());
            append(repeat.part());
        }
        forks.forEach(fork -> fork.other = states.size());
    }

    private State add() {
        if (states.size() == MOST_STATES) {
            throw new TextTooLongException();
        }
        State state = new State();
        states.add(state);
        state.next = states.size();
        return state;
    }

    /** Whether the whole text, or any part of it, is taken. */
    boolean takes(String text, boolean whole) {
        if ((long) text.length() * states.size() > MOST_STEPS) {
            throw new TextTooLongException();
        }
        int last = states.size() - 1;
        Front now = new Front(states.size());
        Front then = new Front(states.size());
        for (int at = 0;;) {
            if (at == 0 || !whole) {
                follow(0, at == 0, at == text.length(), now);
            }
            if (!whole && now.has(last)) {
                return true;
            }
            if (at == text.length() || whole && now.count == 0) {
                return at == text.length() && now.has(last);
            }
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            for (int i = 0; i < now.count; i++) {
                State state = states.get(now.members[i]);
                if (state.set != null && state.set.has(c)) {
                    follow(state.next, false, at == text.length(), then);
                }
            }
            Front emptied = now;
            now = then;
            then = emptied;
            then.clear();
        }
    }

    /** Adds a state, and all that are reached from it without a character. */
    private void follow(int from, boolean atStart, boolean atEnd, Front front) {
        front.open(from);
        for (int open = front.next(); open >= 0; open = front.next()) {
            State state = states.get(open);
            boolean passes = state.set == null && open + 1 < states.size()
                    && (state.edge == null || (state.edge == RegexpPart.Edge.START ? atStart : atEnd));
            if (passes) {
                front.open(state.next);
                if (state.other >= 0) {
                    front.open(state.other);
                }
            }
        }
    }

    /** The states reached by the characters so far, each once. */
    private static final class Front {

        private final int[] members;
        private final boolean[] reached;
        private int count;
        private int followed;

        Front(int states) {
            this.members = new int[states];
            this.reached = new boolean[states];
        }

        void open(int state) {
            if (!reached[state]) {
                reached[state] = true;
                members[count++] = state;
            }
        }

        /** The next one not followed yet, or -1. */
        int next() {
            return followed < count ? members[followed++] : -1;
        }

        boolean has(int state) {
            return reached[state];
        }

        void clear() {
            for (int i = 0; i < count; i++) {
                reached[members[i]] = false;
            }
            count = 0;
            followed = 0;
        }
    }
}
