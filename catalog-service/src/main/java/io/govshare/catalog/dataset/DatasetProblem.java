package io.govshare.catalog.dataset;

import io.govshare.starter.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** Errors of datasets and of catalogue imports. */
public enum DatasetProblem implements ProblemCode {
    UNKNOWN_DATASET("CAT-1001", HttpStatus.NOT_FOUND, "There is no such dataset"),
    NOT_THE_PUBLISHER("CAT-1002", HttpStatus.FORBIDDEN, "Only the dataset's agency may do this"),
    UNACCEPTABLE_SCHEMA("CAT-1003", HttpStatus.UNPROCESSABLE_CONTENT, "The document is not an acceptable schema"),
    DATASET_CHANGED("CAT-1004", HttpStatus.PRECONDITION_FAILED, "The dataset was changed in the meantime"),
    UNACCEPTABLE_FIELD("CAT-1005", HttpStatus.BAD_REQUEST, "A field of the dataset is not acceptable"),
    UNACCEPTABLE_PARAMETER("CAT-1006", HttpStatus.BAD_REQUEST, "A parameter is not acceptable"),
    UNREADABLE_CATALOGUE("CAT-1007", HttpStatus.BAD_REQUEST, "The catalogue cannot be read"),
    CATALOGUE_TOO_LARGE("CAT-1008", HttpStatus.CONTENT_TOO_LARGE, "The catalogue is too large"),
    FAULTY_CATALOGUE("CAT-1009", HttpStatus.UNPROCESSABLE_CONTENT, "Entries of the catalogue are faulty"),
    UNSUPPORTED_CATALOGUE_TYPE(
            "CAT-1010", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Catalogues of this media type are not read"),
    AGENCY_NEEDED("CAT-1011", HttpStatus.FORBIDDEN, "The operator acts for no agency"),
    IDENTIFIER_TAKEN("CAT-1012", HttpStatus.CONFLICT, "The agency has a dataset of this identifier"),
    IMPORTS_BUSY("CAT-1013", HttpStatus.SERVICE_UNAVAILABLE, "Too many imports at once"),
    CATALOGUE_BUSY("CAT-1014", HttpStatus.SERVICE_UNAVAILABLE, "Too many readers of the catalogue at once");

    private final String code;
    private final HttpStatus status;
    private final String title;

    DatasetProblem(String code, HttpStatus status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
