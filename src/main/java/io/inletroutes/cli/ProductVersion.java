package io.inletroutes.cli;

/** The version as the build wrote it into the jar. */
final class ProductVersion {

    private ProductVersion() {
    }

    static String own() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
