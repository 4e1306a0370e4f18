package dev.eventscope.cli;

import java.util.List;

/// The verbs that need nothing but a store, in the order in which the help lists them.
final class Verbs {

    private Verbs() {}

    static List<Verb> ours() {
        return List.of(InitVerb::new, ImportGitVerb::new, StreamsVerb::new, EventsVerb::new, StateVerb::new,
                SnapshotVerb::new, DiffVerb::new, BlameVerb::new, BisectVerb::new, ChainVerb::new, UpcastsVerb::new,
                ShapesVerb::new,
                SagasVerb::new, RedriveVerb::new, JobsVerb::new, NoteVerb::new,
                AuditVerb::new,
                LayoutsVerb::new, CheckVerb::new, MetricsVerb::new,
                GenerateVerb::new, BenchVerb::new);
    }
}
