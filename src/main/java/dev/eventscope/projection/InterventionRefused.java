package dev.eventscope.projection;

/// An operator's request was refused; nothing was changed but for the audit row. The message says why.
public final class InterventionRefused extends RuntimeException {

    private final Intervention request;

    InterventionRefused(Intervention request, String code) {
        super(sentence(request, code));
        this.request = request;
    }

    public Intervention request() {
        return request;
    }

    private static String sentence(Intervention request, String code) {
        String name = "subscription '" + request.subscription() + "'";
        return switch (code) {
            case "unknown_subscription" -> "there is no " + name + " with that generation: look at what is there now";
            case "not_blocked" -> "stream " + request.stream() + " of " + name + " is not blocked any more";
            case "other_event" -> "another event blocks stream " + request.stream() + " of " + name
                    + " by now: look at it first";
            case "not_diverged" -> "the history of " + name + " has not diverged: there is nothing to accept";
            case "building" -> name + " is being built again already: wait for that";
            case "not_rebuildable" -> name + " has effects for good: it cannot be built again";
            case "request_id_used" ->
                "request id " + request.requestId() + " was used for another request: take a new one";
            default -> name + ": refused (" + code + ")";
        };
    }
}
