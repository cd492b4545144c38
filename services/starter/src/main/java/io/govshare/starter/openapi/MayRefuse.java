package io.govshare.starter.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.HttpStatus;

/**
 * Problems of an operation that its signature does not tell, for the description of the API. What the signature tells
 * already: 400 of whatever takes parameters or a body, 401 and 403 of whatever needs a token, 404 of whatever has an id
 * in its path, 413 and 415 of whatever takes a body, 500 and 503 of everything.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MayRefuse {

    HttpStatus[] value();
}
