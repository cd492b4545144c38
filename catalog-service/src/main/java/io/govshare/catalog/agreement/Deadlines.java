package io.govshare.catalog.agreement;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.Sharing;
import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Until when a party has to reply, and the provider to deliver: working days of the agency that owes it, by the calendar of
 * its region or, where there is none, of its country.
 */
@Component
public class Deadlines {

    private static final Pattern REGION = Pattern.compile("([A-Z]{2})(?:-[A-Z0-9]{1,8})?");

    private final AgencyDirectory agencies;
    private final AgreementProperties properties;
    private final Map<String, WorkingCalendar> calendars = new ConcurrentHashMap<>();

    Deadlines(AgencyDirectory agencies, AgreementProperties properties) {
        this.agencies = agencies;
        this.properties = properties;
    }

    /**
     * When what the step leaves to be done is due; null when nothing is.
     *
     * @param before null when the agreement is asked for
     */
    @Nullable
    Instant after(Move move, @Nullable Agreement before, Terms terms, Dataset dataset, Instant now) {
        return switch (move) {
            case REQUEST, COUNTER -> calendar(terms.provider()).after(now, reply(dataset));
            case OFFER -> calendar(terms.consumer()).after(now, reply(dataset));
            case ACCEPT -> calendar(terms.provider()).after(now, properties.deliveryDays());
            case SUSPEND, RESUME -> before == null ? null : before.due();
            case REFUSE, WITHDRAW, REVOKE, TERMINATE, EXPIRE -> null;
        };
    }

    /** Until when an agency replies to what has reached it, other than a proposal. */
    public Instant reply(String agency, Instant received) {
        return calendar(agency).after(received, properties.replyDays());
    }

    private int reply(Dataset dataset) {
        return dataset.sharing() == Sharing.OPEN ? properties.openReplyDays() : properties.replyDays();
    }

    private WorkingCalendar calendar(String agency) {
        return agencies.agency(agency)
                .map(Agency::region)
                .map(REGION::matcher)
                .filter(Matcher::matches)
                .map(region -> calendars.computeIfAbsent(
                        region.group(),
                        _ -> read(region.group())
                                .or(() -> read(region.group(1)))
                                .orElse(WorkingCalendar.WEEKDAYS)))
                .orElse(WorkingCalendar.WEEKDAYS);
    }

    private Optional<WorkingCalendar> read(String name) {
        Path folder = properties.calendars();
        try {
            if (folder != null && Files.exists(folder.resolve(name + ".txt"))) {
                return Optional.of(WorkingCalendar.of(Files.readAllLines(folder.resolve(name + ".txt"))));
            }
            try (InputStream file = Deadlines.class.getResourceAsStream("/calendar/" + name + ".txt")) {
                return file == null
                        ? Optional.empty()
                        : Optional.of(WorkingCalendar.of(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .toList()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the calendar " + name + " cannot be read", e);
        }
    }
}
