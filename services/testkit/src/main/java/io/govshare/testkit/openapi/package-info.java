/**
 * Descriptions of APIs: each service commits the one it produces, and a test compares them.
 */
@NullMarked
package io.govshare.testkit.openapi;

import org.jspecify.annotations.NullMarked;
