/// Profiles: what their files may hold, and what becomes of a store that is seen through one.
@NullMarked
package dev.eventscope.profile;

import org.jspecify.annotations.NullMarked;
