package io.govshare.catalog.sealing;

/** A dataset's title as announcements carry it: 500 of them must fit into one message. */
public final class AnnouncedTitle {

    private static final int MAX = 120;

    private AnnouncedTitle() {}

    public static String of(String title) {
        if (title.length() <= MAX) {
            return title;
        }
        int end = Character.isHighSurrogate(title.charAt(MAX - 2)) ? MAX - 2 : MAX - 1;
        return title.substring(0, end) + "…";
    }
}
