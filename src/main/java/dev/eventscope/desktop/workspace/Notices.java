package dev.eventscope.desktop.workspace;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.store.StoreException;

/// What went wrong, newest first, and what was just done. The shell shows the newest trouble until it is dismissed, and what
/// was done for a moment.
///
/// Shape: at most 50 troubles are kept; the oldest goes first.
/// Threads: FX thread.
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int MOST = 50;

    private final ObservableList<Notice> all = FXCollections.observableArrayList();
    private final ObservableList<Notice> readOnly = FXCollections.unmodifiableObservableList(all);
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    public ObservableList<Notice> all() {
        return readOnly;
    }

    /// What was done last, or why nothing was; empty before, and when it has been read.
    public ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// Something that a person may miss without harm. The same again is said again.
    public void info(String what) {
        said.set("");
        said.set(what);
    }

    /// What was said need not be shown any longer.
    public void heard() {
        said.set("");
    }

    /// Answers the notice, for whoever can tell when it is true no longer.
    public Notice warning(String what) {
        Notice notice = new Notice(Notice.Level.WARNING, what, null);
        add(notice);
        return notice;
    }

    /// A failure that names itself: a [StoreException] says what is wrong and what to do; anything else is a defect.
    public void error(Throwable failure) {
        if (failure instanceof StoreException) {
            add(new Notice(Notice.Level.ERROR, sentence(failure), failure));
        } else {
            LOG.error("unexpected failure", failure);
            add(new Notice(Notice.Level.ERROR, "Something went wrong inside Eventscope: " + sentence(failure),
                    failure));
        }
    }

    /// A failure of something a person asked for: `Cannot read order-17`.
    public void error(String what, Throwable failure) {
        if (!(failure instanceof StoreException)) {
            LOG.error("{}", what, failure);
        }
        add(new Notice(Notice.Level.ERROR, what + ": " + sentence(failure), failure));
    }

    public void dismiss(Notice notice) {
        all.remove(notice);
    }

    public void clear() {
        heard();
        all.clear();
    }

    /// The message of a failure, or its kind where it has none.
    public static String sentence(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private void add(Notice notice) {
        all.removeIf(old -> old.what().equals(notice.what()));
        all.addFirst(notice);
        if (all.size() > MOST) {
            all.removeLast();
        }
    }
}
