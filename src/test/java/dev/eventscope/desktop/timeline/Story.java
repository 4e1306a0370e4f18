package dev.eventscope.desktop.timeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.eventscope.desktop.fx.EventFacts;

/// One commit of three files whose remote `docs` is missing: three sagas, two of which fail; then two idle hours and a
/// little more.
public final class Story {

    public static final String CORRELATION = "9c41f7e0-aaaa";

    private final Events events = new Events();
    private final Map<String, EventFacts> facts = new HashMap<>();

    private Story() {}

    public static Story ofOneCommit() {
        Story story = new Story();
        story.history();
        story.commit();
        story.later();
        return story;
    }

    public Events events() {
        return events;
    }

    public EventFacts.Book facts() {
        return new EventFacts.Book(Map.copyOf(facts));
    }

    /// The payload of an event, as a saga's runner writes it.
    public String payload(String id) {
        EventFacts known = facts.getOrDefault(id, EventFacts.UNKNOWN);
        if (known.step() == null) {
            return "{}";
        }
        String error = known.error() == null
                ? ""
                : ", \"error\": {\"class\": \"" + known.error()
                        + "\", \"message\": \"remote docs: no repository\"}";
        return "{\"step\": \"" + known.step() + "\", \"no\": 1, \"attempt\": " + known.attempt() + error + "}";
    }

    /// Ten days of other commits before.
    private void history() {
        for (int day = 20; day < 28; day++) {
            for (int i = 0; i < 40 + day % 3 * 30; i++) {
                events.at("00:00:00").later((long) (day - 31) * 86_400_000 + i * 1_371L * (1 + i % 7) + i * 500_000L);
                events.of((i % 3 == 0 ? "sync-old" : "content-old") + day + "-" + i % 17)
                        .add("old" + day + "-" + i, i % 29 == 7 ? "StepFailed" : "ContentUpdated");
            }
        }
        events.causedBy("");
    }

    private void commit() {
        events.at("11:02:06.300").in(CORRELATION).of("portfolio-main").then("import", "ImportCommand");
        events.later(590).then("commit", "CommitImported");
        String[] files = {"content-docs/outbox.md", "content-docs/sagas.md",
            "content-src/main/java/dev/eventscope/relay/OutboxRelay.java"};
        for (int i = 0; i < files.length; i++) {
            events.at("11:02:07.120").causedBy("commit").of(files[i]).then("updated" + i, "ContentUpdated");
            events.later(200).then("requested" + i, "SyncRequested");
        }
        for (int i = 0; i < files.length; i++) {
            saga("sync-7f3" + (i + 1), i, i < 2);
        }
        events.at("11:02:07.800").of("cache-main").causedBy("sync-7f31.cache+").add("r1", "CacheRefreshed").later(20)
                .add("r2", "CacheRefreshed").later(20).add("r3", "CacheRefreshed");
        events.at("11:02:08.350").of("remote-origin").causedBy("sync-7f33.git1+").add("pushed", "RemotePushed");
        events.at("11:02:08.630").of("search-documents").causedBy("sync-7f33.index+").add("indexed", "DocumentIndexed");
    }

    private void saga(String stream, int file, boolean fails) {
        events.at("11:02:07.440").of(stream).causedBy("requested" + file).then(stream, "SagaStarted").later(70);
        step(stream, "cache", 1, 333, true);
        events.later(75);
        if (!fails) {
            step(stream, "git", 1, 440, true);
            events.later(20);
            step(stream, "index", 1, 260, true);
            events.later(2).add(stream + ".done", "SagaCompleted");
            return;
        }
        step(stream, "git", 1, 264, false);
        events.later(294);
        step(stream, "git", 2, 245, false);
        events.later(594);
        step(stream, "git", 3, 253, false);
        events.later(120).add(stream + ".failed", "SagaFailed");
    }

    private void step(String stream, String step, int attempt, long ms, boolean succeeds) {
        String id = stream + "." + step + (step.equals("git") ? attempt : "");
        facts.put(id, new EventFacts(step, attempt, null, List.of(), step + ", attempt " + attempt));
        events.then(id, "StepStarted").later(ms);
        facts.put(id + "+", new EventFacts(step, attempt, succeeds ? null : "RemoteNotFound", List.of(),
                step + (succeeds ? "" : ", RemoteNotFound")));
        events.then(id + "+", succeeds ? "StepSucceeded" : "StepFailed");
    }

    private void later() {
        events.at("13:14:55").in("e07d2b4").causedBy("").of("portfolio-main").then("import2", "ImportCommand")
                .later(300)
                .then("commit2", "CommitImported").later(110)
                .of("content-src/main/java/dev/eventscope/relay/OutboxRelay.java").then("updated9", "ContentUpdated")
                .later(140).then("requested9", "SyncRequested").causedBy("").in("");
        for (int i = 0; i < 52; i++) {
            events.later(i * i / 40).of("content-file" + i).add("c" + i, "ContentUpdated");
        }
        events.at("13:14:55.500");
        for (int i = 0; i < 198; i++) {
            events.later(i % 7 == 0 ? 13 : 2).of("sync-s" + i % 40).add("s" + i, "StepStarted");
        }
    }
}
