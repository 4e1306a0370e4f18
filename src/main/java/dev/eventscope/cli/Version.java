package dev.eventscope.cli;

import java.util.Optional;

import picocli.CommandLine.IVersionProvider;

/// The version of the program, from the manifest of its jar; run from classes it has none.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return new String[]{"eventscope " + version};
    }
}
