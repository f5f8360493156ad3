package io.inletroutes.console;

/**
 * What a browser asks for, after it was let in.
 *
 * @param path   decoded
 * @param query  of the address
 * @param form   of a POST
 * @param csrf   what a form of this visitor must hold
 * @param leaves whether there is a session to end
 */
record Request(String method, String path, Fields query, Fields form, String csrf, boolean leaves) {

    boolean isPost() {
        return method.equals("POST");
    }

    /** The last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
