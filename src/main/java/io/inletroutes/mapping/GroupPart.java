package io.inletroutes.mapping;

import java.util.ArrayList;
import java.util.List;

/** An object, or an array with an element for each leaf. Left out when all its variables are empty. */
final class GroupPart implements Part {

    /**
     * A key or element.
     *
     * @param prefix what stands before its value: a comma, and for a key the key and a colon
     */
    record Member(byte[] prefix, Part part) {
    }

    private final char open;
    private final char close;
    private final List<Member> members;
    private final When when;
    private final boolean prunable;
    private final Part[] runs;

    /**
     * @param when     the group is written only where this has a value; null for always
     * @param prunable whether it may be left out at all
     */
    GroupPart(char open, char close, List<Member> members, When when, boolean prunable) {
        this.open = open;
        this.close = close;
        this.members = List.copyOf(members);
        this.when = when;
        this.prunable = prunable;
        this.runs = runs(this.members);
    }

    private static Part[] runs(List<Member> members) {
        List<Part> runs = new ArrayList<>();
        FixedParts.Builder row = new FixedParts.Builder();
        for (Member member : members) {
            if (member.part().isFixed()) {
                row.bytes(member.prefix());
                member.part().addTo(row);
            } else {
                if (!row.isEmpty()) {
                    runs.add(row.build());
                    row = new FixedParts.Builder();
                }
                runs.add(new Loose(member));
            }
        }
        if (!row.isEmpty()) {
            runs.add(row.build());
        }
        return runs.toArray(Part[]::new);
    }

    @Override
    public Presence write(Fill fill) {
        Bytes out = fill.out();
        try {
            if (!isAskedFor(fill)) {
                return Presence.EMPTY;
            }
        } catch (Unfit e) {
            fill.refuse(when.leaf().problem(fill, e));
            out.plain("null");
            return Presence.FILLED;
        }
        int from = out.position();
        Presence presence = Presence.CONSTANT;
        for (Part run : runs) { // each starts with a comma; the first comma becomes the bracket
            Presence one = run.write(fill);
            if (one == Presence.FILLED || presence == Presence.CONSTANT) {
                presence = one;
            }
        }
        if (presence == Presence.EMPTY && prunable && when == null) {
            out.back(from);
            return Presence.EMPTY;
        }
        if (out.position() == from) {
            out.ascii(open);
        } else {
            out.set(from, open);
        }
        out.ascii(close);
        return when != null ? Presence.FILLED : presence == Presence.EMPTY ? Presence.CONSTANT : presence;
    }

    private boolean isAskedFor(Fill fill) throws Unfit {
        return when == null || when.holds(fill);
    }

    @Override
    public boolean isFixed() {
        if (when != null) {
            return false;
        }
        return !prunable || members.stream().allMatch(member -> member.part().isFixed())
                || members.stream().anyMatch(member -> member.part().isFixed() && member.part().isVariable());
    }

    @Override
    public boolean isVariable() {
        return when != null || members.stream().anyMatch(member -> member.part().isVariable());
    }

    @Override
    public void addTo(FixedParts.Builder row) {
        if (!members.stream().allMatch(member -> member.part().isFixed())) {
            row.add(this);
            return;
        }
        row.ascii(open);
        boolean first = true;
        for (Member member : members) {
            byte[] prefix = member.prefix();
            row.bytes(first ? java.util.Arrays.copyOfRange(prefix, 1, prefix.length) : prefix);
            member.part().addTo(row);
            first = false;
        }
        row.ascii(close);
    }

    /** A member that may come out empty: its prefix goes with it. */
    private record Loose(Member member) implements Part {

        @Override
        public Presence write(Fill fill) {
            int from = fill.out().position();
            fill.out().raw(member.prefix());
            Presence presence = member.part().write(fill);
            if (presence == Presence.EMPTY) {
                fill.out().back(from);
            }
            return presence;
        }

        @Override
        public boolean isFixed() {
            return false;
        }

        @Override
        public boolean isVariable() {
            return true;
        }
    }
}
