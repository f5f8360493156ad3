package io.inletroutes.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"inlet-routes " + (version == null ? "(not packaged)" : version)
                + ", Java " + Runtime.version().feature()};
    }
}
