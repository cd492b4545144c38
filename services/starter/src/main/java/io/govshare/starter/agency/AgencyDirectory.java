package io.govshare.starter.agency;

import java.util.Collection;
import java.util.Optional;

/**
 * The agencies as of a moment ago. Answers come from memory and never block; they lag identity-service by the time an
 * event takes. Safe for use by many threads.
 *
 * <p>The service that owns the agencies provides its own bean of this type over its tables instead.
 */
public interface AgencyDirectory {

    Optional<Agency> agency(String code);

    /** By its thumbprint, whatever its status and that of its agency: old seals must verify for ever. */
    Optional<AgencyKey> key(String kid);

    Collection<Agency> all();

    /** Whether everything that was known at start has been read. Before that, an absent agency means nothing. */
    default boolean isReady() {
        return true;
    }
}
