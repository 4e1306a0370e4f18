package dev.eventscope.desktop.replay.predicate;

import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.desktop.workspace.Notices;
import dev.eventscope.desktop.workspace.Workspace;
import dev.eventscope.replay.StatePredicate;
import dev.eventscope.rules.Filter;
import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.expression.MalformedExpression;

/// The predicate in force, written in one of two languages; what is written in the other one is kept.
///
/// Shape: an expression that cannot be read leaves the last good one in force, as a filter does. One that is the name of a
///        predicate in the profile follows the profile when it changes.
/// Threads: FX thread; expressions are compiled in the background, since the first takes half a second.
public final class PredicateModel {

    /// How a predicate is written.
    public enum Language {
        FILTER, EXPRESSION
    }

    /// What is wrong with the expression, and before which of its characters, counted from 0.
    public record Problem(String message, int at) {

        public static final Problem NONE = new Problem("", 0);

        public boolean isNone() {
            return message.isEmpty();
        }
    }

    private final Workspace workspace;
    private final Background.Line compiling;
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.FILTER);
    private final ReadOnlyObjectWrapper<Predicate> predicate = new ReadOnlyObjectWrapper<>(Predicate.NONE);
    private final ReadOnlyObjectWrapper<Problem> problem = new ReadOnlyObjectWrapper<>(Problem.NONE);
    private Predicate filter = Predicate.NONE;
    private Predicate expression = Predicate.NONE;
    private final ReadOnlyStringWrapper written = new ReadOnlyStringWrapper("");

    public PredicateModel(Workspace workspace) {
        this.workspace = workspace;
        compiling = workspace.background().line();
        language.addListener((_, _, _) -> choose());
        workspace.profileProperty().addListener((_, _, _) -> write(written.get()));
    }

    public ObjectProperty<Language> languageProperty() {
        return language;
    }

    /// What states are asked; [Predicate#NONE] where nothing is looked out for.
    public ReadOnlyObjectProperty<Predicate> predicateProperty() {
        return predicate.getReadOnlyProperty();
    }

    public Predicate get() {
        return predicate.get();
    }

    public ReadOnlyObjectProperty<Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The expression as it was written last, whether it can be read or not.
    public ReadOnlyStringProperty writtenProperty() {
        return written.getReadOnlyProperty();
    }

    /// The predicate failed on a state.
    public void failed(Throwable failure) {
        problem.set(new Problem(Notices.sentence(failure), 0));
    }

    /// Takes a filter whose `data.…` is the state; the empty one takes the predicate away.
    public void use(Filter wanted) {
        filter = wanted.isEverything() ? Predicate.NONE : new Predicate(wanted.text(), StatePredicate.of(wanted));
        choose();
    }

    /// Takes an expression, or the name of one in the profile; nothing takes the predicate away.
    public void write(String text) {
        String wanted = text.strip();
        written.set(wanted);
        Map<String, Expression> named = workspace.profile().predicates();
        if (wanted.isEmpty()) {
            compiling.cancel();
            take(Predicate.NONE);
        } else {
            compiling.run(() -> read(wanted, named)).orElse(this::refuse).then(this::take);
        }
    }

    private static Predicate read(String text, Map<String, Expression> named) {
        Expression known = named.get(text);
        return new Predicate(text, StatePredicate.of(known == null ? StatePredicate.compile(text) : known));
    }

    private void take(Predicate read) {
        problem.set(Problem.NONE);
        expression = read;
        choose();
    }

    private void refuse(Throwable failure) {
        int at = failure instanceof MalformedExpression malformed ? malformed.column() - 1 : 0;
        problem.set(new Problem(Notices.sentence(failure), at));
    }

    private void choose() {
        predicate.set(language.get() == Language.FILTER ? filter : expression);
    }
}
