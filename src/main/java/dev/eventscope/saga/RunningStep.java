package dev.eventscope.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import dev.eventscope.store.Tx;

/// The context of a leased attempt.
final class RunningStep implements StepContext {

    private final StepLease lease;
    private final JsonNode data;
    private final List<Consumer<Tx>> work = new ArrayList<>();

    RunningStep(StepLease lease, JsonNode data) {
        this.lease = lease;
        this.data = data;
    }

    List<Consumer<Tx>> work() {
        return List.copyOf(work);
    }

    @Override
    public String sagaId() {
        return lease.sagaId();
    }

    @Override
    public String step() {
        return lease.name();
    }

    @Override
    public int no() {
        return lease.no();
    }

    @Override
    public int attempt() {
        return lease.attempt();
    }

    @Override
    public boolean compensating() {
        return lease.undoes();
    }

    @Override
    public JsonNode data() {
        return data;
    }

    @Override
    public String idempotencyKey() {
        return lease.sagaId() + "/" + lease.no() + (lease.undoes() ? "/undo" : "");
    }

    @Override
    public long fencingToken() {
        return lease.token();
    }

    @Override
    public @Nullable UUID correlationId() {
        return lease.correlationId();
    }

    @Override
    public UUID startedEventId() {
        return lease.startedEventId();
    }

    @Override
    public void withOutcome(Consumer<Tx> more) {
        work.add(more);
    }
}
