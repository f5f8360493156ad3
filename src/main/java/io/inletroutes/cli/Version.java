package io.inletroutes.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"inlet-routes " + ProductVersion.own() + ", Java " + Runtime.version().feature()};
    }
}
