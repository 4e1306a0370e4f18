package dev.eventscope.desktop.timeline.draw;

/// The numbers of the design language that the timeline is laid out by.
///
/// Units: px at 1×.
public final class Sizes {

    public static final double MINIMAP = 44;
    public static final double RULER = 44;
    public static final double LANE = 30;
    public static final double GROUP = 24;
    public static final double NAMES = 212;
    public static final double PADDING = 12;

    /// Below this distance over more than [#DENSE_SPAN] events are columns.
    static final double NEAR = 6;
    static final double DENSE_SPAN = 24;
    /// Events within this width share one mark.
    static final double CLUSTER = 9;
    static final int CLUSTER_MOST = 9;

    public static final double COLUMN = 3;
    public static final double COLUMN_PITCH = 4;
    public static final double COLUMN_HIGHEST = 22;
    public static final double BAR = 16;
    static final double BAR_SHORTEST = 8;
    /// The mark of a failure takes the right half of it.
    static final double FAILED_BAR_SHORTEST = 18;
    /// What is free before a bar that is drawn wider than its time.
    static final double BAR_CLEARANCE = 8;
    static final double LABEL_RIGHT_OF_MARK = 11;
    static final double LABEL_RIGHT_OF_BAR = 6;
    static final double LABEL_CLEARANCE = 8;
    static final double CHECK_AFTER = 16;
    static final double WAIT_LABEL_FROM = 60;
    static final double WAIT_SHORTEST = 12;
    /// How far left and right of the plot marks are still made, so that none pops up at the edge.
    static final double OVERSCAN = 24;

    private Sizes() {}
}
