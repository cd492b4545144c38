package io.govshare.catalog.dataset;

/** How long the texts of a dataset may be, whether created or imported. */
public final class DatasetLimits {

    public static final int TITLE = 1_000;
    public static final int DESCRIPTION = 50_000;
    public static final int IDENTIFIER = 2_000;
    public static final int PUBLISHER = 1_000;
    public static final int KEYWORD = 200;
    public static final int KEYWORDS = 200;

    private DatasetLimits() {}
}
