package io.govshare.identity.agency;

/** An agency's status changed, or the agency is new. Published within the transaction; listen after its commit. */
public record AgencyStatusChanged(String agency) {}
