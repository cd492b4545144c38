/**
 * The pages that auditors look at, rendered here and served through the gateway, which logs the auditor in. Pages read
 * what {@code trail} and {@code selfaudit} offer; they hold no query of their own. Everything they load comes from this
 * service.
 */
@NullMarked
package io.govshare.audit.dashboard;

import org.jspecify.annotations.NullMarked;
