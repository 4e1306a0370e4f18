package dev.eventscope.cli;

import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.store.StreamQuery;
import dev.eventscope.store.StreamSummary;

/// Lists streams by name.
@Command(name = "streams", description = "Lists streams, by name.", footer = {"",
    "Example: eventscope streams --category content --like readme --limit 20"})
final class StreamsVerb implements Callable<Integer> {

    private static final int PAGE = 1_000;

    private final Work work;

    @Nullable
    @Option(names = "--category", paramLabel = "C", description = "Only streams of this category.")
    String category;

    @Nullable
    @Option(names = "--like", paramLabel = "TEXT", description = "Only streams whose name has this text in it, whatever the case.")
    String like;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    long limit = Long.MAX_VALUE;

    StreamsVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        long left = Limit.checked(limit);
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("stream", "category", "version", "last_type", "last_at")) {
            work.sayIfUnsettled(store, printer);
            StreamQuery query = new StreamQuery(category, like, null, (int) Math.min(PAGE, left));
            while (left > 0) {
                List<StreamSummary> page = store.reader().readStreams(query);
                page.stream().limit(left).forEach(stream -> printer.row(row(stream)));
                if (page.size() < query.limit()) {
                    break;
                }
                left -= page.size();
                query = query.after(page.getLast());
            }
        }
        return ExitCode.DONE;
    }

    private static Row row(StreamSummary stream) {
        return Row.of("stream", stream.stream().name()).with("category", stream.category())
                .with("version", stream.version()).with("first_at", stream.firstAt()).with("last_at", stream.lastAt())
                .with("last_type", stream.lastType());
    }
}
