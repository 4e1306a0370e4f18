/// The Causation view: what led to an event and what came of it, as a graph in lanes, and as an outline that says the same.
///
/// `SelectionFollower` follows the window's selection, `GraphReading` has the graph that is read for it (`GraphSource` asks
/// the store), `GraphStage` lays it out, `GraphViewport` and `GraphFocus` say where a person looks, `Outline` has the rows;
/// `CausationViewModel` puts them together. `GraphPainter` paints a `draw.Drawing` with an `Ink`.
/// May import: `desktop.fx`, `desktop.workspace`, `desktop.causation.draw`, `causality`, and of `event` and `store` what is
/// read. Next: `dev.eventscope.desktop.causation.draw`.
@NullMarked
package dev.eventscope.desktop.causation;

import org.jspecify.annotations.NullMarked;
