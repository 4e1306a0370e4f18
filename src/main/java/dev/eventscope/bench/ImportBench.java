package dev.eventscope.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import dev.eventscope.portfolio.git.GitImport;
import dev.eventscope.portfolio.git.ImportProgress;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;

/// P10: a Git import beside what Git and COPY alone take for the same history.
///
/// Floor: `git log --first-parent --raw --no-renames`, `git cat-file --batch` of the blobs, one COPY of the same rows into
/// a table of the same columns and indexes. Subject: the import into a fresh store. Both on the same server.
public final class ImportBench {

    private static final String REF = "HEAD";

    private final Database server;
    private final Passwords passwords;
    private final LongSupplier nanoClock;

    /// Shape: databases of its own are made beside the one given, and dropped.
    public ImportBench(Database server, Passwords passwords, LongSupplier nanoClock) {
        this.server = server;
        this.passwords = passwords;
        this.nanoClock = nanoClock;
    }

    /// Takes floor and subject in turns, after one round of each that does not count.
    ///
    /// Units: seconds; the goal is a ratio of at most 5.
    public Figure run(Path repository, int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be 1 or more, was " + rounds);
        }
        List<Double> subjects = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        GitFloor git = new GitFloor(repository);
        try (ScratchStore floorStore = ScratchStore.make(server, passwords);
                CopiedRows rows = firstImport(floorStore.database(), repository)) {
            for (int round = 0; round <= rounds; round++) {
                double floor = seconds(() -> {
                    git.read(REF);
                    rows.load(floorStore.database());
                });
                double subject = subject(repository);
                if (round > 0) {
                    floors.add(floor);
                    subjects.add(subject);
                }
            }
        }
        return Figure.of("P10", "import", "s", subjects, floors);
    }

    private CopiedRows firstImport(Database store, Path repository) {
        new GitImport(store).run(repository, REF, ImportProgress.NONE);
        return CopiedRows.take(store);
    }

    private double subject(Path repository) {
        try (ScratchStore fresh = ScratchStore.make(server, passwords)) {
            GitImport gitImport = new GitImport(fresh.database());
            return seconds(() -> gitImport.run(repository, REF, ImportProgress.NONE));
        }
    }

    private double seconds(Runnable work) {
        long begin = nanoClock.getAsLong();
        work.run();
        return (nanoClock.getAsLong() - begin) / 1e9;
    }
}
