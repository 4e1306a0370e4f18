package dev.eventscope.store.log;

import dev.eventscope.store.Copied;

/// How many rows the next page of a scan asks for: as many as fit into what a page should weigh, by the page before it.
///
/// Shape: grows at most fourfold from page to page; a page that outgrows [#MAX_BYTES] all the same is cut, which costs a
///        round trip to the server and nothing else.
record ScanPage(int rows) {

    static final ScanPage FIRST = new ScanPage(5_000);
    static final long MAX_BYTES = 16 << 20;

    private static final long AIM_BYTES = 8 << 20;
    private static final int MAX_ROWS = 20_000;

    ScanPage after(Copied<?> page) {
        long fit = AIM_BYTES * page.rows().size() / Math.max(1, page.bytes());
        return new ScanPage((int) Math.clamp(fit, 1, Math.min(4L * rows, MAX_ROWS)));
    }
}
