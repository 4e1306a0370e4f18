package dev.eventscope.desktop.replay.whatif;

import java.util.ArrayList;
import java.util.List;

import dev.eventscope.profile.Profile;
import dev.eventscope.replay.Folds;
import dev.eventscope.replay.Reducer;

/// By what supposed events are folded. Its text is what a person chooses by.
public sealed interface ReducerChoice {

    ReducerChoice AS_DEPLOYED = new AsDeployed();
    ReducerChoice MERGED = new Merged();

    /// What there is for every stream.
    List<ReducerChoice> ALWAYS = List.of(AS_DEPLOYED, MERGED);

    /// Everything that is installed or named in the profile; what is for streams of this category comes first.
    static List<ReducerChoice> of(Profile profile, String layout, String category) {
        List<Reducer> all = new ArrayList<>(Folds.installedReducers());
        profile.reducers().forEach(rules -> all.add(Reducer.declared(layout, rules)));
        List<ReducerChoice> choices = new ArrayList<>(ALWAYS);
        all.stream().filter(each -> each.category().equals(category)).map(By::new).forEach(choices::add);
        all.stream().filter(each -> !each.category().equals(category)).map(By::new).forEach(choices::add);
        return List.copyOf(choices);
    }

    Folds over(Folds stored);

    record AsDeployed() implements ReducerChoice {
        @Override
        public Folds over(Folds stored) {
            return stored;
        }

        @Override
        public String toString() {
            return "as deployed";
        }
    }

    record Merged() implements ReducerChoice {
        @Override
        public Folds over(Folds stored) {
            return stored.merging();
        }

        @Override
        public String toString() {
            return "payloads merged, approximate";
        }
    }

    /// One reducer, whatever category it is for.
    record By(Reducer reducer) implements ReducerChoice {
        @Override
        public Folds over(Folds stored) {
            return stored.by(reducer);
        }

        @Override
        public String toString() {
            return reducer.category() + ", " + reducer.fidelity().word() + ", " + reducer.label();
        }
    }
}
