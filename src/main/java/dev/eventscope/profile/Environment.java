package dev.eventscope.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a store is for. In production re-drives ask for its name first.
public enum Environment {
    DEVELOPMENT, TEST, STAGING, PRODUCTION;

    static Optional<Environment> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Environment::word).toList();
    }

    /// As a profile writes it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
