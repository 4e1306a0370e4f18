package dev.eventscope.store;

/// What a connection may do. Read-only is enforced by the server: every transaction begins `read only`.
public enum Access {
    READ_ONLY, READ_WRITE
}
