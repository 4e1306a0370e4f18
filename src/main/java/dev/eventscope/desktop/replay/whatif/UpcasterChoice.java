package dev.eventscope.desktop.replay.whatif;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.eventscope.profile.Profile;
import dev.eventscope.replay.Folds;
import dev.eventscope.upcast.Upcaster;
import dev.eventscope.upcast.Upcasts;

/// By what supposed payloads are upcast. Its text is what a person chooses by.
public sealed interface UpcasterChoice {

    UpcasterChoice AS_DEPLOYED = new AsDeployed();
    UpcasterChoice CANDIDATE = new Candidate();
    UpcasterChoice AS_STORED = new Only("none, payloads as stored", List.of());

    /// What there is for every store.
    List<UpcasterChoice> ALWAYS = List.of(AS_DEPLOYED, CANDIDATE, AS_STORED);

    /// The installed and the profile's, each as a whole and each by itself.
    static List<UpcasterChoice> of(Profile profile, String layout) {
        List<Upcaster> installed = Upcasts.installedUpcasters(layout);
        List<Upcaster> own = Upcasts.upcasters(profile.rules());
        List<UpcasterChoice> choices = new ArrayList<>(ALWAYS);
        if (!installed.isEmpty()) {
            choices.add(new Only("only what is installed", installed));
        }
        if (!own.isEmpty()) {
            choices.add(new Only("only the profile's", own));
        }
        Set<Upcaster> each = new LinkedHashSet<>(installed);
        each.addAll(own);
        each.forEach(
                one -> choices.add(new Only("only " + one.type() + " v" + one.from() + " \u2192 v" + one.to() + ", "
                        + one.label(), List.of(one))));
        return List.copyOf(choices);
    }

    /// Shape: `inView` is what the Upcasts view holds: the deployed ones with its candidate rules.
    Folds over(Folds reduced, Upcasts inView);

    record AsDeployed() implements UpcasterChoice {
        @Override
        public Folds over(Folds reduced, Upcasts inView) {
            return reduced;
        }

        @Override
        public String toString() {
            return "as deployed";
        }
    }

    record Candidate() implements UpcasterChoice {
        @Override
        public Folds over(Folds reduced, Upcasts inView) {
            return reduced.with(inView);
        }

        @Override
        public String toString() {
            return "candidate rules of the Upcasts view";
        }
    }

    /// These, and no others.
    record Only(String label, List<Upcaster> upcasters) implements UpcasterChoice {
        @Override
        public Folds over(Folds reduced, Upcasts inView) {
            return reduced.with(Upcasts.of(List.of(), upcasters));
        }

        @Override
        public String toString() {
            return label;
        }
    }
}
