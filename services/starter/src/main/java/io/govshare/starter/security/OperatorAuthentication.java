package io.govshare.starter.security;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;

/** A checked token as the framework sees it. */
final class OperatorAuthentication extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Operator operator;
    private final transient Jwt token;

    OperatorAuthentication(Operator operator, Jwt token) {
        super(AuthorityUtils.createAuthorityList(
                operator.roles().stream().map(role -> "ROLE_" + role).toList()));
        this.operator = operator;
        this.token = token;
        super.setAuthenticated(true);
    }

    @Override
    public Operator getPrincipal() {
        return operator;
    }

    @Override
    public Jwt getCredentials() {
        return token;
    }

    @Override
    public String getName() {
        return operator.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OperatorAuthentication that
                && token.equals(that.token)
                && operator.equals(that.operator);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }
}
