package io.inletroutes.console;

/** The mappings. */
final class MappingsPage {

    static final String PATH = "/mappings";
}
