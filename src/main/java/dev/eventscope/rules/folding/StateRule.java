package dev.eventscope.rules.folding;

import org.jspecify.annotations.Nullable;

import dev.eventscope.rules.expression.Expression;
import dev.eventscope.rules.yaml.RulePlace;

/// One rule of a declared reducer: a change, always or only when a predicate holds.
record StateRule(RulePlace place, @Nullable Expression when, StateChange change) {}
