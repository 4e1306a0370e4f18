package dev.eventscope.rules.expression;

/// An expression that cannot be read. The message is one sentence that begins with its place in the expression.
///
/// Units: line and column count from 1.
public final class MalformedExpression extends RuntimeException {

    private final int line;
    private final int column;

    MalformedExpression(int line, int column, String reason) {
        super((line == 1 ? "" : "line " + line + ", ") + "column " + column + ": " + reason);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
