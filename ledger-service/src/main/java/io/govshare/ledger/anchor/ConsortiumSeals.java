package io.govshare.ledger.anchor;

import io.govshare.chain.BlockHeader;
import io.govshare.chain.BlockSeals;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.QbftSeals;
import java.util.List;
import java.util.Optional;

/** Whether a quorum of the configured validators has sealed a block, by the rules that a receipt's reader follows. */
final class ConsortiumSeals implements BlockSeals {

    private final List<ValidatorSet> sets;

    private ConsortiumSeals(List<ValidatorSet> sets) {
        this.sets = sets;
    }

    /** Knows nothing of a development chain. */
    static BlockSeals of(ChainProperties chain) {
        return chain.consensus() == Consensus.QBFT ? new ConsortiumSeals(chain.validators()) : BlockSeals.UNKNOWN;
    }

    @Override
    public Optional<String> defect(BlockHeader block) {
        try {
            return QbftSeals.defect(
                    io.govshare.proof.chain.BlockHeader.parse(HexText.parse(block.rlp())), inForce(block.number()));
        } catch (ProofFormatException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private List<Address> inForce(long block) {
        return sets.stream()
                .filter(set -> set.fromBlock() <= block)
                .reduce((earlier, later) -> later)
                .map(set -> set.addresses().stream().map(Address::parse).toList())
                .orElse(List.of());
    }
}
