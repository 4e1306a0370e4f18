package dev.eventscope.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/// What a run is given by whoever called the program.
///
/// Shape: `out` gets rows and nothing else, `err` the messages; both are UTF-8.
public record Terminal(PrintStream out, PrintStream err, Map<String, String> environment, Clock clock) {}
