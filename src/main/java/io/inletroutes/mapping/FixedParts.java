package io.inletroutes.mapping;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parts that are always written, one after the other; constants between them are joined into ready bytes. */
final class FixedParts implements Part {

    private final Part[] parts;
    private final boolean variable;

    private FixedParts(List<Part> parts) {
        this.parts = parts.toArray(Part[]::new);
        this.variable = parts.stream().anyMatch(Part::isVariable);
    }

    @Override
    public Presence write(Fill fill) {
        for (Part part : parts) {
            if (part instanceof Constant constant) { // these two are most, and need no look at what else a part may be
                constant.write(fill);
            } else if (part instanceof LeafPart leaf) {
                leaf.write(fill);
            } else {
                part.write(fill);
            }
        }
        return variable ? Presence.FILLED : Presence.CONSTANT;
    }

    @Override
    public boolean isFixed() {
        return true;
    }

    @Override
    public boolean isVariable() {
        return variable;
    }

    /** Ready bytes. */
    record Constant(byte[] bytes) implements Part {

        static Constant of(String json) {
            return new Constant(json.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Presence write(Fill fill) {
            fill.out().constant(bytes);
            return Presence.CONSTANT;
        }

        @Override
        public boolean isFixed() {
            return true;
        }

        @Override
        public boolean isVariable() {
            return false;
        }

        @Override
        public void addTo(Builder row) {
            row.bytes(bytes);
        }
    }

    /** Joins parts. */
    static final class Builder {

        private final List<Part> parts = new ArrayList<>();
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

        void bytes(byte[] bytes) {
            pending.writeBytes(bytes);
        }

        void ascii(char c) {
            pending.write(c);
        }

        void add(Part part) {
            flush();
            parts.add(part);
        }

        boolean isEmpty() {
            return parts.isEmpty() && pending.size() == 0;
        }

        FixedParts build() {
            flush();
            return new FixedParts(parts);
        }

        private void flush() {
            if (pending.size() > 0) {
                parts.add(new Constant(pending.toByteArray()));
                pending.reset();
            }
        }
    }
}
