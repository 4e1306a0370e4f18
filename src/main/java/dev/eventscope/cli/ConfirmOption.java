package dev.eventscope.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The name that has to be typed to act on a store in production.
final class ConfirmOption {

    @Nullable
    @Option(names = "--confirm", paramLabel = "STORE_NAME", description = "In production (ticked in the window, or 'environment: production' in the profile): the name of its database.")
    String storeName;
}
