package dev.eventscope.telemetry;

/// The histogram of durations: exact up to 15 µs, above that 16 buckets a power of two, so that a bucket is at most one
/// sixteenth of its value wide.
///
/// Units: microseconds.
final class Buckets {

    private static final int PARTS = 16;
    private static final int PART_BITS = 4;

    private Buckets() {}

    static int of(long us) {
        if (us < PARTS) {
            return (int) Math.max(0, us);
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(us);
        int part = (int) (us >>> (power - PART_BITS)) - PARTS;
        return PARTS + (power - PART_BITS) * PARTS + part;
    }

    /// The least value of a bucket.
    static long from(int bucket) {
        if (bucket < PARTS) {
            return bucket;
        }
        int power = (bucket - PARTS) / PARTS + PART_BITS;
        return (PARTS + (long) (bucket - PARTS) % PARTS) << (power - PART_BITS);
    }

    /// What stands for every value of a bucket: its middle.
    static double middle(int bucket) {
        long from = from(bucket);
        long width = bucket < PARTS ? 1 : 1L << ((bucket - PARTS) / PARTS);
        return from + (width - 1) / 2.0;
    }
}
