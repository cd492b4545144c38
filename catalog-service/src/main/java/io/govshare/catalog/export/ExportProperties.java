package io.govshare.catalog.export;

import io.govshare.catalog.dataset.StorableText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the catalogue presents itself to others.
 *
 * @param publicAddress where the gateway is reached from outside, without a path; all names of datasets begin with it, so it
 *     is never taken from a request, and changing it gives every dataset another name
 * @param contactEmail who answers for datasets that name nobody
 */
@Validated
@ConfigurationProperties("govshare.catalog.export")
public record ExportProperties(
        @DefaultValue("http://127.0.0.1:8080") URI publicAddress,
        @DefaultValue("GovShare catalogue") @NotBlank String title,

        @DefaultValue("The datasets that the agencies of this consortium share") @NotBlank
        String description,

        @DefaultValue("GovShare consortium") @NotBlank String publisher,

        @DefaultValue("catalogue@govshare.invalid") @Pattern(regexp = Contact.EMAIL)
        String contactEmail) {

    public ExportProperties {
        String scheme = publicAddress.getScheme();
        if (!("http".equals(scheme) || "https".equals(scheme))
                || publicAddress.getHost() == null
                || publicAddress.getRawUserInfo() != null
                || !publicAddress.getRawPath().isEmpty()
                || publicAddress.getRawQuery() != null
                || publicAddress.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "govshare.catalog.export.public-address must be like https://data.example.org, without a path");
        }
        if (!StorableText.is(title + description + publisher)) {
            throw new IllegalArgumentException("govshare.catalog.export: a text " + StorableText.REASON);
        }
    }

    /** The address of a path of the API, as others reach it. */
    public String address(String path) {
        return publicAddress + path;
    }
}
