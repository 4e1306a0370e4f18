package dev.eventscope.replay;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.eventscope.upcast.SchemaCheck;

/// How a dry-run is to go.
///
/// Shape: `type` narrows it to one event type. `sample` takes at most so many events of each type and stored version,
///        spread evenly over the store; 0 takes all. `pace` is asked after each batch; `progress` is told after each batch,
///        on the thread that runs the dry-run. `schemas` are what results are held against.
public record DryRunOptions(@Nullable String type, int sample, DryRunPace pace, Consumer<DryRunProgress> progress,
        SchemaCheck schemas) {

    public DryRunOptions {
        if (sample < 0) {
            throw new IllegalArgumentException("sample must be 0 or more, was " + sample);
        }
    }

    /// Every event of every type, as fast as it goes.
    public static DryRunOptions wholeStore() {
        return new DryRunOptions(null, 0, DryRunPace.UNTHROTTLED, _ -> {}, SchemaCheck.NONE);
    }

    public DryRunOptions ofType(@Nullable String wanted) {
        return new DryRunOptions(wanted, sample, pace, progress, schemas);
    }

    public DryRunOptions sampling(int most) {
        return new DryRunOptions(type, most, pace, progress, schemas);
    }

    public DryRunOptions at(DryRunPace wanted) {
        return new DryRunOptions(type, sample, wanted, progress, schemas);
    }

    public DryRunOptions reporting(Consumer<DryRunProgress> listener) {
        return new DryRunOptions(type, sample, pace, listener, schemas);
    }

    /// Holds every result against the schema of its type.
    public DryRunOptions checking(SchemaCheck wanted) {
        return new DryRunOptions(type, sample, pace, progress, wanted);
    }
}
