package dev.eventscope.upcast;

import java.util.List;
import java.util.stream.Collectors;

/// Why the upcasters of one type do not make a chain. `message` is one sentence: what is wrong and what to do.
public sealed interface ChainProblem {

    String type();

    String message();

    /// A step ends at a version from which no other goes on, though the chain leads further.
    record Gap(String type, int version, int latest) implements ChainProblem {
        @Override
        public String message() {
            return type + " stops at version " + version + " on the way to " + latest + ": add an upcaster from "
                    + version;
        }
    }

    record Cycle(String type, List<Integer> versions) implements ChainProblem {
        public Cycle {
            versions = List.copyOf(versions);
        }

        @Override
        public String message() {
            return type + " goes in a circle: "
                    + versions.stream().map(String::valueOf).collect(Collectors.joining(" → "))
                    + "; an upcaster must lead to a later version";
        }
    }

    /// Two upcasters begin at the same version.
    record TwoWays(String type, int version, String first, String second) implements ChainProblem {
        @Override
        public String message() {
            return type + " leads two ways from version " + version + " (" + first + " and " + second
                    + "): remove one";
        }
    }
}
