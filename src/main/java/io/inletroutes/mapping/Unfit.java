package io.inletroutes.mapping;

/** A value that does not fit where it should go. Says what it is not and how to mend that, never the value. Carries no stack trace. */
class Unfit extends Exception {

    private static final long serialVersionUID = 1;

    private final String fix;
    private String variable;

    /** @param what continues "variable $.x ..." */
    Unfit(String what, String fix) {
        super(what, null, false, false);
        this.fix = fix;
    }

    String fix() {
        return fix;
    }

    /** Names the variable that holds the value; the first name stays. */
    Unfit in(String name) {
        if (variable == null) {
            variable = name;
        }
        return this;
    }

    /** Null when nobody named it. */
    String variable() {
        return variable;
    }
}
