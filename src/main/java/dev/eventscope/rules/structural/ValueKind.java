package dev.eventscope.rules.structural;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `convert` can make of a value.
public enum ValueKind {
    NUMBER("a number"), INTEGER("a whole number"), TEXT("text"), BOOLEAN("true or false"), LIST("a list");

    private final String noun;

    ValueKind(String noun) {
        this.noun = noun;
    }

    static Optional<ValueKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ValueKind::word).toList();
    }

    /// As a rule file writes it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As a sentence says it: `a number`.
    public String noun() {
        return noun;
    }
}
