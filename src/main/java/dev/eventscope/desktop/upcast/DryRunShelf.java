package dev.eventscope.desktop.upcast;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.upcast.RulesModel.Candidate;
import dev.eventscope.desktop.workspace.Session;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.DryRunFile;

/// Where it is kept how far a run has come, for the next window: a file for each store with its rules, code and schemas.
///
/// Shape: without a `folder` nothing is kept.
final class DryRunShelf {

    private final Workspace workspace;
    private final Supplier<TeamCode> code;
    private final @Nullable Path folder;

    DryRunShelf(Workspace workspace, Supplier<TeamCode> code, @Nullable Path folder) {
        this.workspace = workspace;
        this.code = code;
        this.folder = folder;
    }

    /// With other rules, other code, other schemas or another store it is another run; null where nothing is kept.
    @Nullable
    DryRunFile fileOf(Session session, Candidate rules) {
        if (folder == null) {
            return null;
        }
        List<String> of = new ArrayList<>(List.of(session.address()));
        of.addAll(rules.file().lines());
        code.get().upcasters().forEach(each -> of.add(each.type() + " " + each.from() + " " + each.to() + " "
                + each.label()));
        of.addAll(workspace.profile().rules().lines());
        workspace.profile().schemas().forEach((type, schema) -> of.add(type + schema.text()));
        return DryRunFile.in(folder, of);
    }
}
