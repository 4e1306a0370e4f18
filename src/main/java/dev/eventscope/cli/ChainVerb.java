package dev.eventscope.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.eventscope.causality.CausationChain;
import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;

/// Walks the causation links from one event.
@Command(name = "chain", description = "Shows what caused an event and what came of it: depth 0 is the event, causes are below it.", footer = {
    "", "Example: eventscope chain 9c41f7e2 --direction causes"})
final class ChainVerb implements Callable<Integer> {

    private static final int MOST = 10_000;

    private final Work work;

    @Parameters(paramLabel = "EVENT_ID", description = "The event; the first four characters of its id or more will do.")
    String eventId = "";

    @Option(names = "--direction", paramLabel = "WAY", description = "causes, effects or both.", defaultValue = "both")
    CausationChain.Direction direction = CausationChain.Direction.BOTH;

    ChainVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        try (OpenStore store = work.open(Access.READ_ONLY);
                Printer printer = work.printer("depth", "type", "stream", "id", "causation_id")) {
            CausationChain chain = CausationChain.of(store.reader(), Lookups.event(store.reader(), eventId).header(),
                    direction, MOST);
            chain.links().forEach(link -> printer.row(row(link)));
            if (chain.truncated()) {
                work.say("eventscope: the chain goes on: only the nearest " + MOST + " events are shown");
            }
        }
        return ExitCode.DONE;
    }

    private static Row row(CausationChain.Link link) {
        return Row.of("id", link.event().id()).with("stream", link.event().stream().name())
                .with("type", link.event().type()).with("depth", link.depth())
                .with("causation_id", link.event().cause() == null ? null : EventRows.cause(link.event()));
    }
}
