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
        List<String> metaPaths) {

    public FilterVocabulary {
        types = List.copyOf(types);
        categories = List.copyOf(categories);
        dataPaths = List.copyOf(dataPaths);
        metaPaths = List.copyOf(metaPaths);
    }

    /// A vocabulary without payload and metadata fields.
    public static FilterVocabulary of(List<String> types, List<String> categories,
            Function<String, List<String>> streams) {
        return new FilterVocabulary(types, categories, streams, List.of(), List.of());
    }
}
