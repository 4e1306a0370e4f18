/// The Sagas view: groups of failures and the instances of one, one saga with its steps and attempts, and the re-drive of one
/// or of many, watched until the outcome of each is known. [SagasModel] holds its parts together.
///
/// | part | decides | shows |
/// |---|---|---|
/// | counts, groups, instances | [BoardModel] | [SagasView], [GroupList], [GroupPart], [InstanceTable] |
/// | one saga | [SagaModel], [SagaWords] | [SagaView], [StepsBox] |
/// | what would follow, and asking for it | [RedriveModel], [Consequences] | [RedriveDialog] |
/// | jobs that re-drive many | [JobsModel], [JobWords] | [JobList], [JobView] |
///
/// May import: `desktop.fx`, `desktop.workspace`, `saga`, `store`, `event`. Next: `dev.eventscope.desktop.shell`.
@NullMarked
package dev.eventscope.desktop.saga;

import org.jspecify.annotations.NullMarked;
