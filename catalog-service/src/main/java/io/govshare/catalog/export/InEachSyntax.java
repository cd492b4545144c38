package io.govshare.catalog.export;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes an answer that is given in each {@link CatalogueSyntax}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "200",
        content = {
            @Content(mediaType = CatalogueSyntax.JSON, schema = @Schema(type = "object")),
            @Content(mediaType = CatalogueSyntax.LINKED_JSON, schema = @Schema(type = "object")),
            @Content(mediaType = CatalogueSyntax.TEXT, schema = @Schema(type = "string")),
            @Content(mediaType = CatalogueSyntax.XML, schema = @Schema(type = "string"))
        })
@interface InEachSyntax {}
