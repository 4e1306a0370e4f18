/// The Upcasts view: which schema versions are stored and what chain each has; a dry-run of candidate rules over the store;
/// and one event as stored, after each step, and what that does to its state.
///
/// | part | decides | shows |
/// |---|---|---|
/// | stored versions | [CatalogueModel] | [CatalogueTable] |
/// | candidate rules | [RulesModel] | [DryRunView] |
/// | dry-run | [DryRunModel] | [DryRunView], [ResultView] |
/// | shapes of payloads | [ShapeModel] | [ShapeView] |
/// | one event | [StagesModel], [StageColumns] | [StagesView] |
///
/// May import: `desktop.fx`, `desktop.workspace`, `replay`, `upcast`, `rules`, `store`, `event`. Next: `dev.eventscope.desktop.saga`.
@NullMarked
package dev.eventscope.desktop.upcast;

import org.jspecify.annotations.NullMarked;
