/// The demo store: a real history in the embedded server, remotes with one missing, and the services that live on it.
///
/// May import: `store`, `saga`, `portfolio`. Next: `dev.eventscope.desktop.fx`.
@NullMarked
package dev.eventscope.portfolio.demo;

import org.jspecify.annotations.NullMarked;
