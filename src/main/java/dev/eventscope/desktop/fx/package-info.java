/// JavaFX plumbing: work in the background, FXML loading, fonts and theme, colours for canvases, figures and times.
///
/// May import: `event` and `store` for JSON, times and [dev.eventscope.store.Cancellation]; no other room of ours. The only
/// room that starts threads or talks to the FX thread from another one.
///
/// | need | type |
/// |---|---|
/// | read something, show it | [Background], [Background.Line] |
/// | many changes, one repaint a frame | [Pulse] |
/// | `fxml/<pane>.fxml` with `styles/<pane>.css` | [Views] |
/// | colours inside a canvas | [Tokens], [Token], [Hue] |
/// | the mark of an event beside its name | [Mark], [EventKind] |
/// | figures, times and words as text | [Figures], [Times], [Words] |
/// | text on a canvas: its font, its width | [CanvasFonts], [TextMeasure], [GlyphMeasure] |
/// | what the payload of an event says of its saga | [EventFacts] |
/// | JSON on the screen | [JsonView] |
///
/// Next: `dev.eventscope.desktop.workspace`.
@NullMarked
package dev.eventscope.desktop.fx;

import org.jspecify.annotations.NullMarked;
