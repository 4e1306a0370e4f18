package dev.eventscope.projection;

/// Another owner has taken the subscription over: what was being done is rolled back.
final class LeaseLost extends RuntimeException {

    LeaseLost(String subscription) {
        super("subscription '" + subscription + "' has been taken over by another owner");
    }
}
