package io.govshare.catalog.dataset;

import io.govshare.starter.security.Operator;

/** Which datasets an operator may know of. Auditors and the platform's operators oversee all of them. */
record DatasetVisibility(DatasetSearch.Viewer viewer) {

    static DatasetVisibility of(Operator operator) {
        return new DatasetVisibility(new DatasetSearch.Viewer(operator.agency(), operator.overseesAll()));
    }

    boolean shows(CataloguedDataset dataset) {
        return viewer.seesAll()
                || switch (dataset.sharing()) {
                    case OPEN, CONDITIONAL -> true;
                    case RESTRICTED ->
                        viewer.agency() != null
                                && (viewer.agency().equals(dataset.agency())
                                        || dataset.audience().contains(viewer.agency()));
                };
    }
}
