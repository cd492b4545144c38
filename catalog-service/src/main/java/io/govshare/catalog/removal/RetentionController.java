package io.govshare.catalog.removal;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.DatasetProblem;
import io.govshare.catalog.dataset.Datasets;
import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/catalog/v1/datasets/{dataset}/retention")
@Tag(name = "Withdrawing and erasing")
class RetentionController {

    private static final int MAX_DAYS = 36_500;

    private final Retention retention;
    private final Datasets datasets;

    RetentionController(Retention retention, Datasets datasets) {
        this.retention = retention;
        this.datasets = datasets;
    }

    /** @param days after which a record is erased, counted from its latest version */
    record Period(
            @Schema(minimum = "1", maximum = "" + MAX_DAYS) @Nullable
            Integer days) {

        int checked() {
            if (days == null || days < 1 || days > MAX_DAYS) {
                throw new ProblemException(
                        CommonProblem.INVALID_FIELD, "days is 1 to " + MAX_DAYS, Map.of("field", "days"));
            }
            return days;
        }
    }

    @GetMapping
    @Operation(summary = "How long the dataset's records are kept; 404 when without end")
    Period get(@PathVariable UUID dataset, Operator operator) {
        return retention
                .days(visible(dataset, operator).id())
                .map(Period::new)
                .orElseThrow(() -> new ProblemException(
                        RemovalProblem.NO_RETENTION, "The records of dataset " + dataset + " are kept without end"));
    }

    @PutMapping
    @Operation(
            summary = "Have the dataset's records erased by themselves",
            description =
                    "From then on, also those that are there already: each one by a sealed statement with the reason"
                            + " 'retention', so many days after its latest version. Takes the role agency-admin in its agency.")
    Period keep(@PathVariable UUID dataset, @RequestBody Period period, Operator operator) {
        Dataset found = own(dataset, operator);
        retention.keep(new Retention.Rule(found.id(), period.checked()), operator.id());
        return period;
    }

    @DeleteMapping
    @Operation(summary = "Keep the dataset's records without end; what was erased stays so")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keepWithoutEnd(@PathVariable UUID dataset, Operator operator) {
        retention.keepWithoutEnd(own(dataset, operator).id());
    }

    private Dataset own(UUID id, Operator operator) {
        Dataset dataset = visible(id, operator);
        if (!operator.actsFor(dataset.agency()) || !operator.has(Roles.AGENCY_ADMIN)) {
            throw new ProblemException(
                    RemovalProblem.NOT_ALLOWED,
                    "This takes the role " + Roles.AGENCY_ADMIN + " in the agency '" + dataset.agency() + "'");
        }
        return dataset;
    }

    private Dataset visible(UUID id, Operator operator) {
        return datasets.find(id)
                .filter(found -> operator.overseesAll() || found.visibleTo(operator.agency()))
                .orElseThrow(() -> new ProblemException(DatasetProblem.UNKNOWN_DATASET, "No dataset has the id " + id));
    }
}
