package io.govshare.audit.trail;

import java.util.List;
import java.util.UUID;

/**
 * One record's life as far as the platform saw it, oldest event first.
 *
 * @param record the record
 * @param events publications, versions, reads granted and denied, and what happened to it otherwise
 * @param agreements what happened to the agreements under which it was read or asked for
 * @param complete whether all of its events are here; otherwise the oldest are missing
 */
public record Trace(UUID record, List<TrailEvent> events, List<TrailEvent> agreements, boolean complete) {}
