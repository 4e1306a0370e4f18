package dev.eventscope.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.StoreLayout;

/// Says which layout fits a store.
@Command(name = "layouts", description = "Lists the layouts, and says which one fits the store and why. Ends with 1 where none does.", footer = {
    "", "Example: eventscope layouts --store postgresql://viewer@localhost/shop"})
final class LayoutsVerb implements Callable<Integer> {

    private final Work work;

    LayoutsVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        boolean found = false;
        try (Database database = work.connect(Access.READ_ONLY);
                Printer printer = work.printer("layout", "fits", "why")) {
            for (StoreLayout layout : work.layouts()) {
                StoreLayout.Fit fit = fit(layout, database);
                found |= fit.fits();
                printer.row(Row.of("layout", layout.id()).with("fits", fit.fits()).with("why", fit.why()));
            }
        }
        return found ? ExitCode.DONE : ExitCode.NO;
    }

    private static StoreLayout.Fit fit(StoreLayout layout, Database database) {
        try {
            return layout.fit(database);
        } catch (RightMissing e) {
            return new StoreLayout.Fit(false, String.valueOf(e.getMessage()));
        }
    }
}
