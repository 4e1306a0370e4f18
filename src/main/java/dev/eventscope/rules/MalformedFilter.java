package dev.eventscope.rules;

/// A filter that cannot be read. The message is one sentence that begins with the column: what is wrong and what to do.
///
/// Units: `column` counts characters from 1.
public final class MalformedFilter extends RuntimeException {

    private final int column;

    MalformedFilter(int column, String reason) {
        super("column " + column + ": " + reason);
        this.column = column;
    }

    public int column() {
        return column;
    }
}
