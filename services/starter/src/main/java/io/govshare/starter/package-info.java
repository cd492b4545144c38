/**
 * What every service needs before its first feature: problems, ids, security, outbox, inbox, the agency directory,
 * tokens between services, and defaults. A service gets all of it by the dependency alone; nothing here knows a feature.
 */
@NullMarked
package io.govshare.starter;

import org.jspecify.annotations.NullMarked;
