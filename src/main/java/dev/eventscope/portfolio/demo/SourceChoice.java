package dev.eventscope.portfolio.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

import dev.eventscope.portfolio.git.IsolatedConfig;

/// The repository that a demo store is made of, and the commit up to which.
record SourceChoice(Path repository, String tip) {

    /// The checkout that holds the working directory where it has a commit, else our own small one.
    static SourceChoice of(DemoFiles files, @Nullable Path workingDir) throws IOException {
        IsolatedConfig.install();
        SourceChoice found = workingDir == null ? null : find(workingDir);
        if (found != null) {
            return found;
        }
        Path bundled = BundledRepository.make(files.bundled());
        SourceChoice ours = find(bundled);
        if (ours == null) {
            throw new IOException("the bundled repository has no commit");
        }
        return ours;
    }

    DemoState begin(String storeId) {
        return DemoState.begun(storeId, repository, tip);
    }

    private static @Nullable SourceChoice find(Path folder) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
        File gitDir = builder.getGitDir();
        if (gitDir == null) {
            return null;
        }
        try (Repository repository = builder.build()) {
            ObjectId head = repository.resolve(Constants.HEAD);
            Path root = repository.isBare() ? gitDir.toPath() : repository.getWorkTree().toPath();
            return head == null ? null : new SourceChoice(root.toAbsolutePath().normalize(), head.name());
        }
    }
}
