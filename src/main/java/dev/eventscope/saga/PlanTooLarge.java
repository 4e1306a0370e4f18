package dev.eventscope.saga;

/// More failed sagas than one job takes.
public final class PlanTooLarge extends RuntimeException {

    PlanTooLarge(String scope) {
        super("more than " + RedrivePlanner.MOST + " failed sagas are in " + scope + ": narrow it");
    }
}
