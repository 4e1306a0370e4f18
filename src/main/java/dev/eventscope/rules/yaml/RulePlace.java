package dev.eventscope.rules.yaml;

/// Where something stands in a rule file.
///
/// Units: line and column count from 1; both are 0 for the whole file.
public record RulePlace(String file, int line, int column) {

    /// A file as a whole, of which no line is meant.
    public static RulePlace whole(String file) {
        return new RulePlace(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
