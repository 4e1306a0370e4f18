package dev.eventscope.saga;

import org.jspecify.annotations.Nullable;

/// Follows the audit row by row and keeps the first thing that is wrong.
///
/// Threads: one thread at a time.
final class AuditChain {

    private final @Nullable AuditHead kept;
    private AuditHead last = new AuditHead(0, "");
    private AuditVerdict.@Nullable Broken broken;

    AuditChain(@Nullable AuditHead kept) {
        this.kept = kept;
        if (kept != null && kept.number() == 0 && !kept.equals(last)) {
            broken = new AuditVerdict.Broken(0, "the head that was kept is of no row and has a hash");
        }
    }

    /// The rows come by number.
    void add(AuditEntry entry) {
        if (broken != null) {
            return;
        }
        long expected = last.number() + 1;
        if (entry.number() != expected) {
            broken(expected, entry.number() < expected
                    ? "there are two rows of the number " + entry.number()
                    : "row " + expected + " is missing: the next one there is " + entry.number());
        } else if (!entry.previousHash().equals(last.hash())) {
            broken(entry.number(), "row " + entry.number() + " does not follow the row before it: one of them was"
                    + " changed, moved or put in later");
        } else if (!entry.hash().equals(entry.trueHash())) {
            broken(entry.number(), "row " + entry.number() + " was changed after it was written");
        } else if (kept != null && kept.number() == entry.number() && !kept.hash().equals(entry.hash())) {
            broken(entry.number(),
                    "row " + entry.number() + " is not the one that the kept head was taken of: the chain"
                            + " was written anew");
        }
        last = new AuditHead(entry.number(), entry.hash());
    }

    AuditVerdict verdict(@Nullable AuditHead head) {
        if (broken != null) {
            return broken;
        }
        if (head == null) {
            return new AuditVerdict.Broken(last.number(), "the head is missing: nobody can say where the audit ended");
        }
        if (!head.equals(last)) {
            return new AuditVerdict.Broken(last.number(), "the audit ends at row " + last.number()
                    + " and its head is of row " + head.number() + ": rows were cut off or put on");
        }
        if (kept != null && kept.number() > last.number()) {
            return new AuditVerdict.Broken(last.number(), "the audit ends at row " + last.number()
                    + " and the kept head is of row " + kept.number() + ": rows were cut off");
        }
        return new AuditVerdict.Whole(last);
    }

    private void broken(long number, String why) {
        broken = new AuditVerdict.Broken(number, why);
    }
}
