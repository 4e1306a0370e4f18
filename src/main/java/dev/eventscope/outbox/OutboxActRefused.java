package dev.eventscope.outbox;

/// An operator's act was refused; the message says what is so now, `code` is what the store answered.
public final class OutboxActRefused extends RuntimeException {

    private final String code;

    OutboxActRefused(OutboxAct act, String code) {
        super(act.target() + " " + switch (code) {
            case "not_blocked" -> "is not blocked";
            case "will_retry" -> "is not parked yet: the relay tries it again by itself";
            case "other_event" -> "waits behind another event now: look again";
            case "unknown_shard" -> "does not exist";
            case "not_diverged" -> "has not stopped for a diverged history";
            case "request_id_used" -> "was not acted on: the request id belongs to another request";
            default -> "was not acted on: " + code;
        });
        this.code = code;
    }

    public String code() {
        return code;
    }
}
