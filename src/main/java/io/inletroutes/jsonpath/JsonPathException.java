package io.inletroutes.jsonpath;

/** A path that RFC 9535 does not allow, with the place and the cure. */
public final class JsonPathException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int column;
    private final String problem;
    private final String cure;

    JsonPathException(int column, String problem, String cure) {
        super("column " + column + ": " + problem + "; " + cure);
        this.column = column;
        this.problem = problem;
        this.cure = cure;
    }

    /** 1-based, in characters of the path. */
    public int column() {
        return column;
    }

    /** What is wrong, without place and cure. */
    public String problem() {
        return problem;
    }

    /** What to write instead. */
    public String cure() {
        return cure;
    }
}
