package io.govshare.ledger.anchor;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The validators in force from a block on, up to the next set.
 *
 * @param fromBlock first block that they seal
 * @param addresses each once, ascending, as a trust file has them
 */
public record ValidatorSet(
        @DefaultValue("0") @PositiveOrZero long fromBlock,
        @NotEmpty List<@Pattern(regexp = "0x[0-9a-fA-F]{40}") String> addresses) {

    public ValidatorSet {
        addresses = addresses.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
    }

    /** One validator from the first block on, so that a plain list of addresses is a list of sets as well. */
    public static ValidatorSet valueOf(String address) {
        return new ValidatorSet(0, List.of(address));
    }
}
