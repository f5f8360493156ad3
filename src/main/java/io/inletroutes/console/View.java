package io.inletroutes.console;

/** One page for people. */
interface View {

    /** Any exception is answered with a page that does not say why; a {@link io.inletroutes.ProblemsException} with its problems. */
    Page answer(Request request) throws Exception;
}
