package dev.archon.simulator.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest states it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {Main.NAME + " " + (version == null ? "(not run from its jar)" : version)};
    }
}
