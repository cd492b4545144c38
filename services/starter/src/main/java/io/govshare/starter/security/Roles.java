package io.govshare.starter.security;

/** Roles of the realm, for {@code @PreAuthorize("hasRole('publisher')")} and {@link Operator#has}. */
public final class Roles {

    public static final String PLATFORM_OPERATOR = "platform-operator";
    public static final String AGENCY_ADMIN = "agency-admin";
    public static final String PUBLISHER = "publisher";
    public static final String CONSUMER = "consumer";
    public static final String AUDITOR = "auditor";
    public static final String RESEARCHER = "researcher";
    public static final String CITIZEN = "citizen";

    /** The platform's services among themselves. */
    public static final String PLATFORM_SERVICE = "platform-service";

    private Roles() {}
}
