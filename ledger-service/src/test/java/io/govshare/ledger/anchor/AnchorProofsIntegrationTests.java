package io.govshare.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.chain.ChainMismatchException;
import io.govshare.chain.ChainUnavailableException;
import io.govshare.ledger.log.Entries;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs that were lost or damaged after they were captured. */
class AnchorProofsIntegrationTests extends AnchorerSteps {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account_proof = '{}', storage_proof = '{}'",
                "block_header = '', account_proof = '{}', storage_proof = '{}'",
                "block_header = 'lost'",
                "block_header = replace(block_header, '8', '9')",
                "block_hash = '0x00'",
                "block_number = 77",
                "storage_proof = account_proof",
                "storage_proof = array['0x']"
            })
    void aProofThatNoLongerHoldsIsMadeAnewAtTheNewestBlock(String damage) {
        anchored();
        ledger.jdbc().sql("update anchor set " + damage).update();

        Anchor.Confirmed renewed = proofs().sound(stored());

        assertThat(renewed.blockNumber()).isEqualTo(3);
        assertThat(renewed.root()).isEqualTo(root(10));
        assertThat(stored()).isEqualTo(renewed);
        assertThat(proofs().sound(stored())).isEqualTo(renewed);
        assertThat(ledger.jdbc()
                        .sql("select count(*) from anchor where renewed_at is not null")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aProofThatHoldsStaysAndNeedsNoChain() {
        anchored();
        Anchor.Confirmed captured = stored();
        chain.goDown();

        assertThat(proofs().sound(captured)).isSameAs(captured);
        assertThat(stored().blockNumber()).isEqualTo(1);
    }

    @Test
    void aDamagedProofWaitsForTheChain() {
        anchored();
        ledger.jdbc().sql("update anchor set account_proof = '{}'").update();
        chain.goDown();
        assertThatThrownBy(() -> proofs().sound(stored())).isInstanceOf(ChainUnavailableException.class);

        chain.comeBack();
        assertThatThrownBy(() -> proofs().sound(stored()))
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessageContaining("a moment ago");
        // whoever operates the ledger need not wait
        assertThat(proofs().renew(stored()).accountProof()).isNotEmpty();
        assertThat(proofs().sound(stored()).accountProof()).isNotEmpty();
    }

    @Test
    void anAnchorThatTheContractDoesNotHoldIsNotProven() {
        anchored();
        ledger.appendAndSign(Entries.numbered(10, 11));
        ledger.jdbc().sql("update anchor set size = 11").update();

        assertThatThrownBy(() -> proofs().sound(stored()))
                .isInstanceOf(ChainMismatchException.class)
                .hasMessage("the contract holds root nothing for size 11, not " + root(11));
        assertThat(stored().blockNumber()).isEqualTo(1);
    }

    @Test
    void aProofIsMadeAnewOnRequest() {
        anchored();

        assertThat(proofs().renew(stored()).blockNumber()).isEqualTo(3);
        assertThat(stored().blockNumber()).isEqualTo(3);
    }

    private void anchored() {
        ledger.appendAndSign(Entries.numbered(0, 10));
        anchorAll();
        chain.mineBlock();
        chain.mineBlock();
        chain.forgetOldStates();
        ledger.get(Registries.class).remember(Registry.of(chain.info()), Instant.EPOCH);
        ledger.get(ContractHistory.class).compareOnce(chain);
    }

    private Anchor.Confirmed stored() {
        return anchors().newest(Long.MAX_VALUE, 1).getFirst();
    }

    private AnchorProofs proofs() {
        return ledger.get(AnchorProofs.class);
    }
}
