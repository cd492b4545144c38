package io.govshare.ledger.anchor;

import io.govshare.proof.chain.Consensus;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param url JSON-RPC of nodes of the consortium, the preferred one first. Of two or more none is believed alone: an
 *     anchor is confirmed when a second one agrees, so of three one may fail
 * @param id checked before anything is sent
 * @param contract address of the registry; when empty, one is deployed at the first start and remembered
 * @param validators whose seals an anchor's block needs; they go into the trust file. Agreed on by the members, never
 *     taken from the chain itself. Addresses, or sets of them with the block from which each is in force. A block's hash
 *     leaves its seals out, so without this list they would be one node's word: QBFT needs it
 * @param maxGasPrice what an anchor may offer for a unit of gas, in wei; 0 on a chain where gas is free
 */
@Validated
@ConfigurationProperties("govshare.ledger.chain")
public record ChainProperties(
        @DefaultValue("http://127.0.0.1:18545") @NotEmpty List<@NotNull URI> url,
        @DefaultValue("31337") @Positive long id,
        @DefaultValue("development") @NotNull Consensus consensus,

        @DefaultValue("") @NotNull @Pattern(regexp = "(0x[0-9a-fA-F]{40})?")
        String contract,

        @DefaultValue List<@Valid ValidatorSet> validators,
        @DefaultValue("0") @PositiveOrZero long maxGasPrice) {

    public ChainProperties {
        // the same node twice would agree with itself
        url = url.stream().distinct().toList();
        SortedMap<Long, ValidatorSet> byBlock = new TreeMap<>();
        validators.forEach(set -> byBlock.merge(set.fromBlock(), set, ChainProperties::together));
        validators = List.copyOf(byBlock.values());
        if (consensus == Consensus.QBFT && validators.isEmpty()) {
            throw new IllegalArgumentException(
                    "govshare.ledger.chain.consensus is qbft: name the validators whose seals"
                            + " count in govshare.ledger.chain.validators, as the chain's members agreed on them");
        }
    }

    private static ValidatorSet together(ValidatorSet one, ValidatorSet other) {
        return new ValidatorSet(
                one.fromBlock(),
                Stream.concat(one.addresses().stream(), other.addresses().stream())
                        .toList());
    }
}
