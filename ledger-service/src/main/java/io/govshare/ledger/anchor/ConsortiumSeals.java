package io.govshare.ledger.anchor;

import io.govshare.chain.BlockHeader;
import io.govshare.chain.BlockSeals;
import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.QbftSeals;
import java.util.List;
import java.util.Optional;

/**
 * Whether a quorum of the validators in force has sealed a block, by the rules that a receipt's reader follows: of the
 * configured ones, or of those who came from them by proven votes.
 */
final class ConsortiumSeals implements BlockSeals {

    private final ValidatorHistory history;

    private ConsortiumSeals(ValidatorHistory history) {
        this.history = history;
    }

    /** Knows nothing of a development chain. */
    static BlockSeals of(ValidatorHistory history) {
        return history.isTrusted() ? new ConsortiumSeals(history) : BlockSeals.UNKNOWN;
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
        return history.at(block).map(ValidatorHistory.InForce::addresses).orElse(List.of());
    }
}
