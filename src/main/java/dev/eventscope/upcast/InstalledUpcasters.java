package dev.eventscope.upcast;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;

import dev.eventscope.rules.structural.RuleFile;

/// The upcasters on the class path: classes that `ServiceLoader` finds, and files of structural rules, each by the name
/// [#RULES].
final class InstalledUpcasters {

    static final String RULES = "META-INF/eventscope/upcasts.yaml";

    private InstalledUpcasters() {}

    /// Errors: [dev.eventscope.rules.yaml.MalformedRules] where a file of rules is none.
    static List<Upcaster> find(ClassLoader loader) {
        List<Upcaster> found = new ArrayList<>();
        ServiceLoader.load(Upcaster.class, loader).forEach(found::add);
        try {
            for (URL file : Collections.list(loader.getResources(RULES))) {
                RuleFile.parse("upcasts.yaml", read(file)).sets().forEach(set -> found.add(new RuleUpcaster(set)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String read(URL file) throws IOException {
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
