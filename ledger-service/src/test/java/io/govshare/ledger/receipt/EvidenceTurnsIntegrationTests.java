package io.govshare.ledger.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.ledger.LedgerProblem;
import io.govshare.ledger.RunningLedger;
import io.govshare.ledger.log.Entries;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Bundles of evidence that are not written out yet, of which memory holds few. */
class EvidenceTurnsIntegrationTests extends RunningLedger {

    private static final EvidenceController.Asked ASKED =
            new EvidenceController.Asked(List.of(Entries.entry("in no log").base64Url()));

    @Autowired
    private EvidenceController controller;

    private final List<ServletRequestAttributes> unwritten = new ArrayList<>();

    @AfterEach
    void writeAll() {
        unwritten.forEach(ServletRequestAttributes::requestCompleted);
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void aBundleCountsUntilItIsWritten() {
        ask("one");
        ask("one");
        assertBusy("one");
        ask("two");
        ask("two");
        assertBusy("three");

        unwritten.removeFirst().requestCompleted();
        assertThat(ask("three").pending()).isEqualTo(ASKED.entries());
    }

    private EvidenceBundle ask(String reader) {
        ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
        RequestContextHolder.setRequestAttributes(request);
        EvidenceBundle bundle = controller.evidences(ASKED, new Operator(reader, null, Set.of(), null));
        unwritten.add(request);
        return bundle;
    }

    private void assertBusy(String reader) {
        assertThatThrownBy(() -> ask(reader))
                .isInstanceOf(ProblemException.class)
                .extracting(refused -> ((ProblemException) refused).code())
                .isEqualTo(LedgerProblem.BUSY);
    }
}
