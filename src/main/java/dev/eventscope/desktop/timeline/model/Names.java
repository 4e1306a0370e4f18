package dev.eventscope.desktop.timeline.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Texts that are each held once and named by a small number, in order of first sight.
///
/// Threads: not safe; [#copy()] is what leaves the thread that adds.
public final class Names {

    /// The number of a text that is not here.
    public static final int NONE = -1;

    private final List<String> texts;
    private final Map<String, Integer> numbers;

    Names() {
        this(new ArrayList<>(), new HashMap<>());
    }

    private Names(List<String> texts, Map<String, Integer> numbers) {
        this.texts = texts;
        this.numbers = numbers;
    }

    int add(String text) {
        Integer known = numbers.putIfAbsent(text, texts.size());
        if (known != null) {
            return known;
        }
        texts.add(text);
        return texts.size() - 1;
    }

    Names copy() {
        return new Names(new ArrayList<>(texts), new HashMap<>(numbers));
    }

    /// The number of a text, [#NONE] where it is not here.
    public int find(String text) {
        return numbers.getOrDefault(text, NONE);
    }

    public String text(int number) {
        return texts.get(number);
    }

    public int size() {
        return texts.size();
    }
}
