/// The Sagas view: groups of failures and the instances of one, one saga with its steps and attempts, and the re-drive of a
/// step, watched until its outcome is known.
///
/// | part | decides | shows |
/// |---|---|---|
/// | groups, instances, counts | [SagasModel] | [SagasView], [GroupCell] |
/// | one saga | [SagasModel], [SagaWords] | [SagaView], [StepBox] |
/// | re-drive | [RedriveModel] | [RedriveDialog], [StepBox] |
///
/// May import: `desktop.fx`, `desktop.workspace`, `saga`, `store`, `event`. Next: `dev.eventscope.desktop.shell`.
@NullMarked
package dev.eventscope.desktop.saga;

import org.jspecify.annotations.NullMarked;
