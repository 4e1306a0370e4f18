package dev.eventscope.portfolio.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Keeps JGit away from the Git configuration of the user and of the machine: what a store is made of must not depend on
/// signing keys, filters or URL rewrites of whoever runs us.
///
/// Threads: process-wide, as JGit has it; safe to call again.
public final class IsolatedConfig {

    private IsolatedConfig() {}

    public static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof Isolated)) {
            SystemReader.setInstance(new Isolated(SystemReader.getInstance()));
        }
    }

    private static final class Isolated extends SystemReader.Delegate {

        Isolated(SystemReader machine) {
            super(machine);
        }

        @Override
        public @Nullable String getenv(String variable) {
            return variable.startsWith("GIT_") ? null : super.getenv(variable);
        }

        @Override
        public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
            return new EmptyConfig(parent, fs);
        }

        @Override
        public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
            return new EmptyConfig(parent, fs);
        }

        @Override
        public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
            return new EmptyConfig(parent, fs);
        }
    }

    /// A configuration without a file.
    private static final class EmptyConfig extends FileBasedConfig {

        @SuppressWarnings("NullAway") // JGit is not annotated: a configuration without parent and file is what it allows
        EmptyConfig(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
