package io.govshare.catalog.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.agreement.ContractRules.Party;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgreementStateUnitTests {

    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");
    private static final Agreement.Step STEP = new Agreement.Step("south", "op", Instant.EPOCH, "entry", null);

    private static Agreement agreement(AgreementState state, @Nullable String suspendedBy) {
        Terms terms =
                new Terms(new UUID(0, 1), "north", "south", "audit", "Act 1", List.of("name"), END, Conditions.NONE);
        return new Agreement(new UUID(0, 2), terms, "hash", state, suspendedBy, STEP, STEP, 1, null);
    }

    @Test
    void theStatesAreThoseOfTheContractInItsOrder() {
        assertThat(ContractRules.states())
                .containsExactly(
                        Arrays.stream(AgreementState.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void everyTransitionByEveryPartyIsDecidedAsByTheContract() {
        ContractRules rules = ContractRules.read();
        int allowed = 0;
        for (AgreementState from : AgreementState.values()) {
            for (AgreementState to : AgreementState.values()) {
                for (Party party : Party.values()) {
                    if (from != AgreementState.NONE) {
                        Agreement agreement =
                                agreement(from, from == AgreementState.SUSPENDED ? Party.PROVIDER.agency() : null);
                        boolean right = rules.allows(from, to, party);
                        assertThat(agreement.mayMove(to, party.agency(), END.minusSeconds(1)))
                                .as("%s to %s by %s", from, to, party)
                                .isEqualTo(right);
                        allowed += right ? 1 : 0;
                    }
                }
            }
        }
        assertThat(allowed).isEqualTo(19);
    }

    @Test
    void whoSuspendsResumes() {
        Agreement agreement = agreement(AgreementState.SUSPENDED, "south");
        assertThat(agreement.mayMove(AgreementState.ACTIVE, "south", END.minusSeconds(1)))
                .isTrue();
        assertThat(agreement.mayMove(AgreementState.ACTIVE, "north", END.minusSeconds(1)))
                .isFalse();
    }

    @Test
    void eitherPartyMaySayThatWhatIsConcludedHasExpiredAndNobodyElse() {
        for (AgreementState from : AgreementState.values()) {
            for (Party party : Party.values()) {
                assertThat(agreement(from, null).mayMove(AgreementState.EXPIRED, party.agency(), END))
                        .as("%s by %s", from, party)
                        .isEqualTo(from.isConcluded() && party != Party.STRANGER);
            }
        }
    }
}
