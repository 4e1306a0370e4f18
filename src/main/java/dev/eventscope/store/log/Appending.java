package dev.eventscope.store.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.NewEvent;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.StatementRefused;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.Tx;

/// One call of the append function for any number of requests: lays them out as arrays, reads the outcomes back.
///
/// Shape: `r…` has an element a request, `n…` a stream, `p…` a part (a stream of a request), `e…` an event.
final class Appending {

    /// What became of one request of a call.
    sealed interface Outcome {}

    record Done(Appended appended) implements Outcome {}

    record Refused(StoreException why) implements Outcome {}

    private static final String SQL = """
            select request, part, outcome, first_position, last_position, first_version, last_version, known_version
            from eventscope.append_batch(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final List<AppendRequest> requests;
    private final Object[] rIds;
    private final byte[][] rDigests;
    private final List<StreamId> streams;
    private final Integer[] pRequests;
    private final Integer[] pNames;
    private final Long[] pExpected;
    private final Integer[] pEvents;
    private final Integer[] eParts;
    private final List<NewEvent> events = new ArrayList<>();
    private final String[] ePayloads;

    /// Errors: [AppendRefused] where an event's bytes are no text that the store could keep.
    Appending(List<AppendRequest> requests) {
        this.requests = requests;
        int parts = 0;
        Set<StreamId> named = new HashSet<>();
        for (AppendRequest request : requests) {
            parts += request.streams().size();
            for (StreamAppend part : request.streams()) {
                named.add(part.stream());
                events.addAll(part.events());
            }
        }
        // As the store sorts them, but for characters beyond UTF-16's first 65,536: then it goes its long way.
        streams = named.stream().sorted(Comparator.comparing(StreamId::name)).toList();
        rIds = new Object[requests.size()];
        rDigests = new byte[requests.size()][];
        pRequests = new Integer[parts];
        pNames = new Integer[parts];
        pExpected = new Long[parts];
        pEvents = new Integer[parts];
        eParts = new Integer[events.size()];
        ePayloads = new String[events.size()];
        layOut();
    }

    private void layOut() {
        Map<StreamId, Integer> indexes = HashMap.newHashMap(streams.size());
        streams.forEach(stream -> indexes.put(stream, indexes.size() + 1));
        int part = 0;
        int event = 0;
        for (int request = 0; request < requests.size(); request++) {
            AppendRequest append = requests.get(request);
            rIds[request] = append.appendId();
            rDigests[request] = ContentDigest.of(append);
            for (StreamAppend to : append.streams()) {
                pRequests[part] = request + 1;
                pNames[part] = Objects.requireNonNull(indexes.get(to.stream()));
                pExpected[part] = to.expectedNumber();
                pEvents[part] = to.events().size();
                part++;
                for (NewEvent each : to.events()) {
                    eParts[event] = part;
                    ePayloads[event++] = EventTexts.payload(each);
                }
            }
        }
    }

    /// Runs the call in a transaction; one outcome a request, in order.
    ///
    /// Errors: what fails the whole call: [AppendRefused] for one bad event, and every [StoreException] of the way.
    List<Outcome> run(Tx tx) {
        Watching watching = Watching.begin(tx.writer().watch(), requests);
        try {
            List<Outcome> outcomes = call(tx, watching);
            watching.end(outcomes);
            return outcomes;
        } catch (RuntimeException e) {
            watching.failed(e);
            throw e;
        }
    }

    private List<Outcome> call(Tx tx, Watching watching) {
        Answers answers = new Answers(requests);
        int count = events.size();
        Object[] ids = new Object[count];
        String[] types = new String[count];
        Integer[] schemas = new Integer[count];
        String[] metadata = new String[count];
        @Nullable
        Object[] causes = new @Nullable Object[count];
        @Nullable
        Object[] correlations = new @Nullable Object[count];
        @Nullable
        Object[] times = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            NewEvent event = events.get(i);
            ids[i] = event.id();
            types[i] = event.type();
            schemas[i] = event.schemaVersion();
            metadata[i] = EventTexts.metadata(event, watching.traceparent(pRequests[eParts[i] - 1] - 1));
            causes[i] = event.causationId();
            correlations[i] = event.correlationId();
            times[i] = event.occurredAt();
        }
        try {
            tx.query(SQL, answers::take, uuids(rIds), new Tx.Values("bytea", rDigests), texts(StreamId::name),
                    texts(StreamId::conventionalCategory),
                    integers(pRequests), integers(pNames), new Tx.Values("bigint", pExpected), integers(pEvents),
                    integers(eParts), uuids(ids), new Tx.Values("text", types), integers(schemas),
                    new Tx.Values("text", ePayloads), new Tx.Values("text", metadata), uuids(noneAsEmpty(causes)),
                    uuids(noneAsEmpty(correlations)), new Tx.Values("timestamptz", noneAsEmpty(times)));
        } catch (StatementRefused e) {
            throw EventTexts.refusal(requests, e);
        }
        return answers.outcomes();
    }

    /// An empty array where every element is absent: the function fills up with nulls.
    private static @Nullable Object[] noneAsEmpty(@Nullable Object[] elements) {
        for (Object element : elements) {
            if (element != null) {
                return elements;
            }
        }
        return new Object[0];
    }

    private static Tx.Values uuids(@Nullable Object[] ids) {
        return new Tx.Values("uuid", ids);
    }

    private static Tx.Values integers(Integer[] numbers) {
        return new Tx.Values("integer", numbers);
    }

    private Tx.Values texts(Function<StreamId, String> of) {
        String[] texts = new String[streams.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = of.apply(streams.get(i));
        }
        return new Tx.Values("text", texts);
    }
}
