package io.govshare.catalog.subscription;

import io.govshare.catalog.access.Ask;
import io.govshare.catalog.access.Reads;
import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.Datasets;
import io.govshare.starter.openapi.MayRefuse;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/catalog/v1/datasets/{dataset}/events")
@Tag(name = "Following", description = "New versions of a dataset's records, as they are published")
class EventController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Datasets datasets;
    private final Reads reads;
    private final PublicationFeed feed;
    private final OpenStreams streams;
    private final DatasetFollower follower;

    EventController(
            Datasets datasets, Reads reads, PublicationFeed feed, OpenStreams streams, DatasetFollower follower) {
        this.datasets = datasets;
        this.reads = reads;
        this.feed = feed;
        this.streams = streams;
        this.follower = follower;
    }

    @GetMapping
    @Operation(
            summary = "Follow a dataset as a stream of events",
            description = "Server-sent events. Each 'record' is the view of a version that a read at that moment gives,"
                    + " and is recorded as an access. A stream ends by itself after some minutes; whoever comes again"
                    + " with the last id in Last-Event-ID misses nothing. An event may come twice. 'end' is sent when"
                    + " the reader may not read the dataset any more.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @MayRefuse(HttpStatus.TOO_MANY_REQUESTS)
    void follow(
            @PathVariable UUID dataset,
            @RequestHeader(name = LAST_EVENT_ID, required = false)
                    @Schema(maxLength = FeedPosition.MAX_LENGTH)
                    @Nullable
                    String lastEventId,
            @RequestParam(required = false) @Schema(maxLength = Ask.MAX_PURPOSE) @Nullable String purpose,
            @RequestParam(required = false) @Nullable UUID agreement,
            Operator operator,
            HttpServletResponse response)
            throws IOException {
        Ask ask = Ask.ofDataset(operator, purpose, agreement);
        Dataset found = datasets.find(dataset)
                .filter(any -> any.visibleTo(operator.agency()) || reads.wouldGrant(any.id(), ask))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND, "No dataset has the id " + dataset));
        reads.admit(found, ask);
        FeedPosition from = from(lastEventId);
        try (OpenStreams.Permit _ = streams.open(operator.id())) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding("UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // Proxies that collect answers before they pass them on would hold the events back.
            response.setHeader("X-Accel-Buffering", "no");
            follower.follow(
                    new DatasetFollower.Reader(found.id(), operator, purpose, agreement),
                    from,
                    response.getOutputStream());
        }
    }

    private FeedPosition from(@Nullable String lastEventId) {
        FeedPosition now = feed.now();
        if (lastEventId == null || lastEventId.isEmpty()) {
            return now;
        }
        return FeedPosition.parse(lastEventId)
                .filter(position -> position.compareTo(now) < 0)
                .orElseThrow(() -> new ProblemException(
                        SubscriptionProblem.UNKNOWN_POSITION,
                        LAST_EVENT_ID + " is the id of an event of this stream; without it the stream begins now",
                        Map.of("parameter", LAST_EVENT_ID)));
    }
}
