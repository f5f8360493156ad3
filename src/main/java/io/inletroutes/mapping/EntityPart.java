package io.inletroutes.mapping;

/** Remembers where {@code xdmEntity} starts and ends. */
record EntityPart(Part entity) implements Part {

    @Override
    public Presence write(Fill fill) {
        int from = fill.out().position();
        Presence presence = entity.write(fill);
        fill.entity(from, fill.out().position());
        return presence;
    }

    @Override
    public boolean isFixed() {
        return entity.isFixed();
    }

    @Override
    public boolean isVariable() {
        return entity.isVariable();
    }

    /** Its bytes stay apart from those around it, so that their place is known. */
    @Override
    public void addTo(FixedParts.Builder row) {
        FixedParts.Builder own = new FixedParts.Builder();
        entity.addTo(own);
        row.add(new EntityPart(own.build()));
    }
}
