package dev.eventscope.store.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.NewEvent;
import dev.eventscope.store.AppendWatch;

/// What the writer's [AppendWatch] is told of the requests of one call.
final class Watching {

    private static final Watching NOBODY = new Watching(List.of());

    private final List<AppendWatch.Append> appends;

    private Watching(List<AppendWatch.Append> appends) {
        this.appends = appends;
    }

    static Watching begin(AppendWatch watch, List<AppendRequest> requests) {
        if (watch.equals(AppendWatch.NONE)) {
            return NOBODY;
        }
        Map<UUID, @Nullable String> contexts = new HashMap<>();
        List<AppendWatch.Append> appends = new ArrayList<>(requests.size());
        for (AppendRequest request : requests) {
            List<NewEvent> events = request.streams().stream().flatMap(part -> part.events().stream()).toList();
            NewEvent first = events.getFirst();
            UUID cause = first.causationId();
            AppendWatch.Append append = watch.begin(new AppendWatch.Facts(first.type(), first.id().toString(),
                    events.size(), cause != null, cause == null ? null : contexts.get(cause)));
            events.forEach(event -> contexts.put(event.id(), append.traceparent()));
            appends.add(append);
        }
        return new Watching(appends);
    }

    /// The context for the events of a request, counted from 0.
    @Nullable
    String traceparent(int request) {
        return appends.isEmpty() ? null : appends.get(request).traceparent();
    }

    void end(List<Appending.Outcome> outcomes) {
        for (int i = 0; i < appends.size(); i++) {
            switch (outcomes.get(i)) {
                case Appending.Done _ -> appends.get(i).done();
                case Appending.Refused(var why) -> appends.get(i).failed(why.getClass().getSimpleName());
            }
        }
    }

    void failed(RuntimeException e) {
        appends.forEach(append -> append.failed(e.getClass().getSimpleName()));
    }
}
