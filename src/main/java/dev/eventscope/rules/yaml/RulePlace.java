package dev.eventscope.rules.yaml;

/// Where something stands in a rule file.
///
/// Units: line and column count from 1.
public record RulePlace(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
