package io.govshare.catalog.record;

import io.govshare.catalog.dataset.Dataset;
import io.govshare.catalog.dataset.DatasetProblem;
import io.govshare.catalog.dataset.Datasets;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.security.Roles;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who may publish: an operator with the role publisher, into datasets of the agency that the operator acts for. */
@Component
public class PublishRight {

    private final Datasets datasets;

    PublishRight(Datasets datasets) {
        this.datasets = datasets;
    }

    /** The dataset, if the operator may publish into it. */
    public Dataset require(UUID id, Operator operator) {
        Dataset dataset = datasets.find(id)
                .filter(found -> found.visibleTo(operator.agency()))
                .orElseThrow(() -> new ProblemException(DatasetProblem.UNKNOWN_DATASET, "No dataset has the id " + id));
        if (!operator.actsFor(dataset.agency()) || !operator.has(Roles.PUBLISHER)) {
            throw new ProblemException(
                    RecordProblem.NOT_PUBLISHER,
                    "The dataset belongs to the agency '" + dataset.agency()
                            + "'; publishing takes the role publisher there");
        }
        return dataset;
    }
}
