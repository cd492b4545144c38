package io.govshare.audit.selfaudit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/** Has the catalogue verify every stored record against its seal again, page by page. */
final class CatalogVerification {

    private static final int PAGE = 1_000;

    private final RestClient http;
    private final Findings findings;
    private long records;

    CatalogVerification(RestClient http, Findings findings) {
        this.http = http;
        this.findings = findings;
    }

    long records() {
        return records;
    }

    void run() {
        String cursor = null;
        do {
            Page page = page(cursor);
            records += page.checked();
            page.findings()
                    .forEach(found -> findings.add(
                            Finding.Kind.RECORD_CORRUPT,
                            "record " + found.record() + " version " + found.version(),
                            found.what(),
                            null,
                            found.record(),
                            found.dataset(),
                            found.agency()));
            cursor = page.next();
        } while (cursor != null);
    }

    private Page page(@Nullable String after) {
        Page page = http.post()
                .uri(uri -> {
                    uri.path("/api/catalog/v1/integrity-checks").queryParam("limit", PAGE);
                    if (after != null) {
                        uri.queryParam("after", after);
                    }
                    return uri.build();
                })
                .retrieve()
                .body(Page.class);
        if (page == null || (page.next() != null && page.next().equals(after))) {
            throw new IllegalStateException("the catalogue's check does not advance beyond " + after);
        }
        return page;
    }

    record Page(long checked, @Nullable String next, List<Found> findings) {}

    record Found(UUID record, int version, UUID dataset, String agency, String what) {}
}
