package dev.eventscope.replay;

import java.util.OptionalLong;

/// Where a stream stood at an instant.
///
/// Shape: `version` is the highest one whose time is not after the instant, empty where all are. `timesGoBack` says that some
///        event of the stream has an earlier time than one before it, so other answers could be argued for.
public record PointInTime(OptionalLong version, boolean timesGoBack) {}
