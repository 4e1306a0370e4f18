/// What all panes share: the open store, one selection, back and forward, the clock on show, notices, jobs, and what a
/// pane is.
///
/// May import: `desktop.fx` and the engines (rooms 1 to 5). A pane imports this room, `desktop.fx` and its engine, never
/// another pane.
///
/// ## How a pane is made
/// `App` gives the shell a list of [PaneFactory]; the shell calls each once with the [Frame] and shows the tabs in that
/// order, keys `1`, `2`, … .
///
///     public final class ReplayPane extends LoadedPane {
///         public ReplayPane(Frame frame, Function<Session, StateHistory> engine) {
///             super("replayView", "Replay");
///             var model = new ReplayViewModel(frame.workspace(), engine);   // no javafx.scene in here
///             onShown(model::shown);
///             onHidden(model::hidden);
///             load("replay", new ReplayView(model, frame));                 // fxml/replay.fxml + styles/replay.css
///         }
///     }
///     // App: PaneFactory replay = frame -> new ReplayPane(frame, session -> …);
///
/// ## What a pane does
/// - It follows [Selection]: listen to `workspace.selection().selectedProperty()`. A pane that is not on screen may wait
///   for [Pane#shown()] (see [Workspace#isShown]).
/// - It selects by `workspace.selection().event(header)` and friends: a click, a step, J and K.
/// - It jumps by `workspace.history().go(viewId, selected)`: following a link, changing the view. A jump can be undone with
///   Alt+←, which brings back the view, the selection and [Pane#state()].
/// - It reads through `workspace.background().line()`, one line for each thing shown; the default error handler makes a
///   [Notice]. Long work goes through [Jobs].
/// - It states its keys in [Pane#keys()]: the shell runs them, lists them under `?` and in the omnibox. Letter keys do not
///   reach a pane while a text field has the focus.
/// - It opens dialogs by [Dialogs] so that they stand in the window, over the pane, with the focus kept inside.
/// - It adds [TourStop]s where one picture of it is not enough.
/// - A new session: [Workspace#sessionProperty()] changes; everything shown of the old store has to go.
///
/// Next: `dev.eventscope.desktop.browse`.
@NullMarked
package dev.eventscope.desktop.workspace;

import org.jspecify.annotations.NullMarked;
