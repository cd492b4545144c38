/** The people and machines that act for agencies: a copy of Keycloak's members, and what a caller is here. */
@NullMarked
package io.govshare.identity.operator;

import org.jspecify.annotations.NullMarked;
