package io.govshare.ledger.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.ledger.TestLedger;
import io.govshare.ledger.anchor.ChainProperties;
import io.govshare.ledger.anchor.Registries;
import io.govshare.ledger.anchor.ValidatorHistory;
import io.govshare.ledger.log.LogIdentity;
import io.govshare.proof.chain.Address;
import io.govshare.proof.receipt.Trust;
import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The trust file after the consortium has voted. */
class TrustControllerIntegrationTests {

    private static final String ONE = "0x" + "11".repeat(20);
    private static final String TWO = "0x" + "22".repeat(20);

    private static final AgencyDirectory NOBODY = new AgencyDirectory() {
        @Override
        public Optional<Agency> agency(String code) {
            return Optional.empty();
        }

        @Override
        public Optional<AgencyKey> key(String kid) {
            return Optional.empty();
        }

        @Override
        public Collection<Agency> all() {
            return List.of();
        }
    };

    @TempDir
    private Path directory;

    @Test
    void everySetOfValidatorsIsThereWithTheBlockFromWhichItIsInForce() {
        try (TestLedger ledger = TestLedger.builder(directory)
                .packages("io.govshare.ledger.anchor")
                .with("govshare.ledger.chain.url", "http://127.0.0.1:9")
                .with("govshare.ledger.chain.id", 7)
                .with("govshare.ledger.chain.consensus", "qbft")
                .with("govshare.ledger.chain.validators[0].from-block", 5_000)
                .with("govshare.ledger.chain.validators[0].addresses", TWO + "," + ONE)
                .with("govshare.ledger.chain.validators[1].addresses", ONE)
                .start()) {
            ledger.jdbc()
                    .sql("insert into chain_registry (chain_id, contract, log_id, sender, opened_at)"
                            + " values (7, ?, ?, ?, now())")
                    .params("0x" + "c0".repeat(20), "0x" + "1d".repeat(32), "0x" + "a0".repeat(20))
                    .update();
            TrustController controller = new TrustController(
                    ledger.get(LogIdentity.class),
                    ledger.get(Registries.class),
                    ledger.get(ChainProperties.class),
                    ledger.get(ValidatorHistory.class),
                    NOBODY);

            Trust trust = Trust.parse(new JsonMapper().writeValueAsString(controller.trust()));

            assertThat(trust.validators())
                    .containsExactly(
                            new Trust.Validators(0, List.of(Address.parse(ONE))),
                            new Trust.Validators(5_000, List.of(Address.parse(ONE), Address.parse(TWO))));
        }
    }
}
