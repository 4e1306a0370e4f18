package dev.eventscope.desktop.replay.rail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.eventscope.event.EventClock;
import dev.eventscope.event.EventHeader;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.EventRange;
import dev.eventscope.store.EventReader;
import dev.eventscope.store.EventScope;

/// The versions of one stream as the scrubber needs them, in order: number, times, type. No payloads.
///
/// Shape: about 40 bytes a version. Where the store has no versions they are counted from 1.
public record Track(@Nullable StreamId stream, String category, long[] versions, @Nullable Instant[] occurred,
        @Nullable Instant[] recorded, String[] types) {

    public static final Track EMPTY = new Track(null, "", new long[0], new Instant[0], new Instant[0], new String[0]);

    public static Track read(EventReader reader, StreamId stream) {
        List<EventHeader> headers = new ArrayList<>();
        reader.scanHeaders(EventScope.stream(stream), EventRange.EVERYTHING, headers::add);
        return of(stream, headers);
    }

    public static Track of(StreamId stream, List<EventHeader> headers) {
        int size = headers.size();
        long[] versions = new long[size];
        @Nullable
        Instant[] occurred = new Instant[size];
        @Nullable
        Instant[] recorded = new Instant[size];
        String[] types = new String[size];
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < size; i++) {
            EventHeader header = headers.get(i);
            versions[i] = Objects.requireNonNullElse(header.version(), i + 1L);
            occurred[i] = header.time(EventClock.OCCURRED);
            recorded[i] = header.time(EventClock.RECORDED);
            types[i] = names.computeIfAbsent(header.type(), name -> name);
        }
        String category = headers.isEmpty() ? "" : headers.getFirst().category();
        return new Track(stream, category, versions, occurred, recorded, types);
    }

    public int size() {
        return versions.length;
    }

    public boolean isEmpty() {
        return versions.length == 0;
    }

    public long version(int index) {
        return versions[index];
    }

    public long lastVersion() {
        return versions[versions.length - 1];
    }

    public String type(int index) {
        return types[index];
    }

    public @Nullable Instant time(int index, EventClock clock) {
        return clock == EventClock.OCCURRED ? occurred[index] : recorded[index];
    }

    /// The index of a version, or of the last one below it; -1 where there is none.
    public int indexOf(long version) {
        int found = Arrays.binarySearch(versions, version);
        return found >= 0 ? found : -found - 2;
    }
}
