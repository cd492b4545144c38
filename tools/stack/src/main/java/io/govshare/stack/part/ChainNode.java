package io.govshare.stack.part;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What an Ethereum node says of itself over JSON-RPC. */
public final class ChainNode {

    private final URI url;

    public ChainNode(URI url) {
        this.url = url;
    }

    /** Empty when nobody answers there as a chain does. */
    public Optional<Long> chainId() {
        return Http.rpc(url, "eth_chainId").map(Long::decode);
    }

    public boolean isBesu() {
        return Http.rpc(url, "web3_clientVersion")
                .filter(version -> version.startsWith("besu/"))
                .isPresent();
    }

    /** The addresses whose seals a Besu with QBFT counts now; none when it does not tell. */
    public List<String> validators() {
        return Http.rpcList(url, "qbft_getValidatorsByBlockNumber", "latest");
    }
}
