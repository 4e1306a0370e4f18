package dev.eventscope.desktop.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.profile.Profile;
import dev.eventscope.rules.yaml.MalformedRules;

/// The profile of the open store, kept as its file is: a team edits it, saves, and sees what it changes.
///
/// Shape: a file that is broken or gone leaves the last good profile in force, and a notice says what is wrong with it.
/// Threads: FX thread; [#inForce] from any. Files are looked at in the background, once a second.
public final class ProfileFeed {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /// A profile, the file that it came from, and the file's stamp when it was read; neither for a store without one.
    public record Source(Profile profile, @Nullable Path file, @Nullable Stamp stamp) {

        public static final Source NONE = new Source(Profile.none(), null, null);

        /// Errors: [MalformedRules].
        ///
        /// Threads: blocks; off the FX thread only.
        public static Source read(@Nullable Path file) {
            if (file == null) {
                return NONE;
            }
            Stamp stamp = Stamp.of(file);
            return new Source(Profile.read(file), file, stamp);
        }
    }

    /// What tells one state of a file from another; null where there is no file.
    record Stamp(FileTime changed, long size) {

        static @Nullable Stamp of(Path file) {
            try {
                return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
            } catch (IOException e) {
                return null;
            }
        }
    }

    /// What a look at the file gave: another profile, or what is wrong with it.
    private record Look(@Nullable Stamp stamp, @Nullable Profile profile, String problem) {}

    private final Workspace workspace;
    private final Background.Line looking;
    private volatile Profile inForce = Profile.none();
    private @Nullable Path file;
    private @Nullable Stamp stamp;
    /// What is shown as wrong with the file.
    private @Nullable Notice trouble;

    ProfileFeed(Workspace workspace) {
        this.workspace = workspace;
        looking = workspace.background().line();
        workspace.profileProperty().subscribe(profile -> inForce = profile);
    }

    /// What is in force now, for readers.
    public Profile inForce() {
        return inForce;
    }

    /// Takes the profile of another store, before that store is shown.
    public void use(Source source) {
        looking.cancel();
        file = source.file();
        stamp = source.stamp();
        inForce = source.profile();
        workspace.profileProperty().set(source.profile());
    }

    /// Begins to look at the file, until the window goes.
    public Background.Ticker start() {
        return workspace.background().every(PERIOD, this::look);
    }

    /// Looks once now; nothing happens while the last look is under way.
    public void look() {
        Path watched = file;
        Stamp known = stamp;
        if (watched == null || looking.busyProperty().get()) {
            return;
        }
        looking.run(() -> look(watched, known)).then(this::take);
    }

    private static Look look(Path file, @Nullable Stamp known) {
        Stamp now = Stamp.of(file);
        if (now == null ? known == null : now.equals(known)) {
            return new Look(known, null, "");
        }
        try {
            return new Look(now, Profile.read(file), "");
        } catch (MalformedRules e) {
            return new Look(now, null, String.valueOf(e.getMessage()));
        }
    }

    private void take(Look look) {
        stamp = look.stamp();
        if (look.profile() == null && look.problem().isEmpty()) {
            return;
        }
        if (trouble != null) {
            workspace.notices().dismiss(trouble);
            trouble = null;
        }
        if (look.profile() != null) {
            inForce = look.profile();
            workspace.profileProperty().set(look.profile());
            workspace.notices().info("profile " + look.profile().name() + " was read again");
        } else {
            trouble = workspace.notices().warning(look.problem() + "; the profile as it was stays in force");
        }
    }
}
