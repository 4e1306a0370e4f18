/// YAML as teams write it for us: read into nodes that know their line and column, with errors that name them.
///
/// May import: `event`, `rules`, `rules.expression`. Next: `dev.eventscope.rules.structural`.
@NullMarked
package dev.eventscope.rules.yaml;

import org.jspecify.annotations.NullMarked;
