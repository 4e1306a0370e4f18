package dev.eventscope.upcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.eventscope.rules.structural.FieldPointer;
import dev.eventscope.rules.structural.RuleEffect;
import dev.eventscope.rules.structural.RuleEffect.Kind;
import dev.eventscope.rules.yaml.RulePlace;
import dev.eventscope.testkit.Trials;

import static org.assertj.core.api.Assertions.assertThat;

/// Which effects touch stored values: as by a look through all branches for each effect, which is what it means.
class UpcastVerdictTest {

    private static final Trials TRIALS = Trials.of("verdict by branches", 20_000, 500_000);

    @Test
    void whatever_the_effects_are_the_result_is_that_of_a_look_through_all_branches() {
        Random random = new Random(TRIALS.seed());
        int touched = 0;
        for (int i = 0; i < TRIALS.count(); i++) {
            List<RuleEffect> effects = Stream.generate(() -> effect(random)).limit(1 + random.nextInt(14)).toList();

            List<RuleEffect> found = UpcastVerdict.onStoredValues(effects);

            assertThat(found).as("%s", effects).isEqualTo(byAllBranches(effects));
            touched += found.isEmpty() ? 0 : 1;
        }
        assertThat(touched).isBetween(TRIALS.count() / 10, TRIALS.count() * 9 / 10);
    }

    /// Ten billion comparisons where each effect looks through all branches.
    @Test
    void defaults_in_a_hundred_thousand_items_of_a_list_are_told_from_what_is_stored_there() {
        List<RuleEffect> effects = Stream.of(
                IntStream.range(0, 100_000).mapToObj(i -> on(Kind.ADDED, "/items/" + i + "/unit")),
                IntStream.range(0, 100_000).mapToObj(i -> on(Kind.CONVERTED, "/items/" + i + "/unit")),
                Stream.of(on(Kind.CONVERTED, "/items/7/amount")),
                IntStream.range(0, 100_000).mapToObj(i -> on(Kind.DROPPED, "/items/" + i + "/unit")))
                .flatMap(each -> each).toList();

        assertThat(UpcastVerdict.onStoredValues(effects)).containsExactly(on(Kind.CONVERTED, "/items/7/amount"));
    }

    private static RuleEffect on(Kind kind, String path) {
        return new RuleEffect(kind, FieldPointer.to(path), FieldPointer.to(path), RulePlace.whole("x"), "");
    }

    private static RuleEffect effect(Random random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        FieldPointer path = place(random);
        return new RuleEffect(kind, path, kind == Kind.MOVED ? place(random) : path, RulePlace.whole("x"), "");
    }

    /// Of few places, so that they meet.
    private static FieldPointer place(Random random) {
        int depth = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(3);
        return new FieldPointer(
                Stream.generate(() -> List.of("a", "b", "0").get(random.nextInt(3))).limit(depth).toList());
    }

    private record Branch(FieldPointer path, boolean stored) {

        Branch moved(FieldPointer from, FieldPointer to) {
            return path.startsWith(from) ? new Branch(path.moved(from, to), stored) : this;
        }
    }

    private static List<RuleEffect> byAllBranches(List<RuleEffect> effects) {
        List<Branch> branches = new ArrayList<>();
        List<RuleEffect> found = new ArrayList<>();
        for (RuleEffect effect : effects) {
            FieldPointer path = effect.path();
            switch (effect.kind()) {
                case ADDED -> branches.add(new Branch(effect.to(), false));
                case MOVED -> {
                    boolean isStored = isStored(branches, path);
                    branches.replaceAll(branch -> branch.moved(path, effect.to()));
                    if (isStored && !isStored(branches, effect.to())) {
                        branches.add(new Branch(effect.to(), true));
                    }
                }
                case CONVERTED, DROPPED -> {
                    if (isStored(branches, path) || branches.stream()
                            .anyMatch(branch -> branch.stored() && branch.path().startsWith(path))) {
                        found.add(effect);
                    }
                    if (effect.kind() == Kind.DROPPED) {
                        branches.removeIf(branch -> branch.path().startsWith(path));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isStored(List<Branch> branches, FieldPointer path) {
        boolean stored = true;
        int depth = -1;
        for (Branch branch : branches) {
            int length = branch.path().segments().size();
            if (length > depth && path.startsWith(branch.path())) {
                stored = branch.stored();
                depth = length;
            }
        }
        return stored;
    }
}
