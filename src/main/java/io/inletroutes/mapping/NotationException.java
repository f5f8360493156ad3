package io.inletroutes.mapping;

/** A leaf of a mapping that nobody can understand: what is wrong, where in the leaf, and what to write instead. */
final class NotationException extends Exception {

    private static final long serialVersionUID = 1;

    private final int column;
    private final String cure;

    /** @param column 0-based, in the characters of the leaf */
    NotationException(int column, String problem, String cure) {
        super(problem, null, false, false);
        this.column = column;
        this.cure = cure;
    }

    int column() {
        return column;
    }

    String cure() {
        return cure;
    }
}
