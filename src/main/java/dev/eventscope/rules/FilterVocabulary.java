package dev.eventscope.rules;

import java.util.List;
import java.util.function.Function;

/// What a store has that a filter may name.
///
/// Shape: `streams` answers the names that begin with a text, few and quickly; paths are written `size` or `a.b`.
public record FilterVocabulary(
        List<String> types,
        List<String> categories,
        Function<String, List<String>> streams,
        List<String> dataPaths,
        List<String> metaPaths,
        List<String> actors) {

    public FilterVocabulary {
        types = List.copyOf(types);
        categories = List.copyOf(categories);
        dataPaths = List.copyOf(dataPaths);
        metaPaths = List.copyOf(metaPaths);
        actors = List.copyOf(actors);
    }

    public static FilterVocabulary empty() {
        return new FilterVocabulary(List.of(), List.of(), _ -> List.of(), List.of(), List.of(), List.of());
    }
}
