package io.govshare.catalog.subscription;

import io.govshare.catalog.access.Ask;
import io.govshare.catalog.access.Reads;
import io.govshare.catalog.access.ViewJson;
import io.govshare.catalog.subscription.PublicationFeed.Publication;
import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Writes a dataset's new versions as server-sent events for as long as the reader may read them. Occupies the thread of
 * its request, which is a virtual one, and no connection of the database between two looks.
 */
@Component
class DatasetFollower {

    private static final Logger log = LoggerFactory.getLogger(DatasetFollower.class);

    private static final int BATCH = 50;
    private static final long LOOK_AT_RIGHT = 500_000_000L;

    private final PublicationFeed feed;
    private final Reads reads;
    private final ViewJson views;
    private final AgencyDirectory directory;
    private final OpenStreams streams;
    private final EventProperties properties;

    DatasetFollower(
            PublicationFeed feed,
            Reads reads,
            ViewJson views,
            AgencyDirectory directory,
            OpenStreams streams,
            EventProperties properties) {
        this.feed = feed;
        this.reads = reads;
        this.views = views;
        this.directory = directory;
        this.streams = streams;
        this.properties = properties;
    }

    /** Whoever follows, and by which right. */
    record Reader(
            UUID dataset,
            Operator operator,
            @Nullable String purpose,
            @Nullable UUID agreement) {

        Ask ask(Publication publication) {
            return new Ask(publication.record(), publication.version(), operator, purpose, agreement, false);
        }
    }

    /** Returns when the reader has gone, may not read any more, or has to come again. */
    void follow(Reader reader, FeedPosition from, OutputStream out) {
        try {
            write(out, "retry: 2000\n\n");
            run(reader, from, out);
        } catch (IOException e) {
            log.debug("The reader of {} has gone", reader.dataset(), e);
        } catch (DataAccessException | TransactionException e) {
            log.warn("A stream of {} ends early; its reader comes again", reader.dataset(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Reader reader, FeedPosition from, OutputStream out) throws IOException, InterruptedException {
        FeedPosition position = from;
        long opened = System.nanoTime();
        long spoke = opened;
        long asked = opened;
        while (streams.isRunning()
                && System.nanoTime() - opened < properties.longest().toNanos()) {
            List<Publication> next = feed.after(reader.dataset(), position, BATCH);
            for (Publication publication : next) {
                switch (deliver(reader, publication, out)) {
                    case SENT -> spoke = System.nanoTime();
                    case PASSED_OVER -> {
                        // The next event's position covers it.
                    }
                    case NOT_ALLOWED -> {
                        end(out);
                        return;
                    }
                    case NOT_RECORDED -> {
                        return;
                    }
                }
                position = publication.position();
            }
            if (next.size() < BATCH) {
                long now = System.nanoTime();
                if (now - asked >= LOOK_AT_RIGHT) {
                    if (!mayRead(reader)) {
                        end(out);
                        return;
                    }
                    asked = now;
                }
                if (now - spoke >= properties.heartbeat().toNanos()) {
                    write(out, ":\n\n");
                    spoke = now;
                }
                Thread.sleep(properties.poll());
            }
        }
    }

    private enum Delivery {
        SENT,
        /** Erased or corrupt: recorded as a refusal, and nothing to show. */
        PASSED_OVER,
        NOT_ALLOWED,
        NOT_RECORDED
    }

    private Delivery deliver(Reader reader, Publication publication, OutputStream out) throws IOException {
        if (!isActive(reader)) {
            return Delivery.NOT_ALLOWED;
        }
        Reads.View view;
        try {
            view = reads.read(reader.ask(publication));
        } catch (ProblemException e) {
            return switch (e.code().status()) {
                case HttpStatus.FORBIDDEN -> Delivery.NOT_ALLOWED;
                // Also when the agreement allows no more reads for now: the reader comes back and goes on from there.
                case HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.TOO_MANY_REQUESTS -> Delivery.NOT_RECORDED;
                default -> Delivery.PASSED_OVER;
            };
        }
        write(out, "id: " + publication.position() + "\nevent: record\ndata: " + views.write(view) + "\n\n");
        return Delivery.SENT;
    }

    private boolean mayRead(Reader reader) {
        return isActive(reader)
                && reads.wouldGrant(
                        reader.dataset(), Ask.ofDataset(reader.operator(), reader.purpose(), reader.agreement()));
    }

    private boolean isActive(Reader reader) {
        return reader.operator()
                .agencyCode()
                .map(code -> directory.agency(code).filter(Agency::isActive).isPresent())
                .orElse(true);
    }

    private static void end(OutputStream out) throws IOException {
        write(out, "event: end\ndata: {\"reason\":\"not-allowed\"}\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
