package dev.eventscope.saga;

/// Whether the chain of the audit is whole.
public sealed interface AuditVerdict {

    /// Every row is as it was written, none is missing, and the end is where it should be.
    record Whole(AuditHead head) implements AuditVerdict {}

    /// The first row where it is not, and what is wrong there, as a sentence.
    record Broken(long number, String why) implements AuditVerdict {}
}
