package io.govshare.chain;

import java.util.List;
import java.util.Map;
import org.web3j.protocol.core.Response;

/**
 * Answers that Web3j's own types do not carry whole: they drop header fields that later forks added, and a header with
 * a field missing hashes to something else.
 */
final class RpcAnswers {
    private RpcAnswers() {}

    /** Any method whose result is one string. */
    static final class Text extends Response<String> {}

    /** A block, transaction or receipt with every field that the node wrote. */
    static final class Fields extends Response<Map<String, Object>> {}

    static final class Proof extends Response<ProofFields> {}

    record ProofFields(List<String> accountProof, List<SlotProof> storageProof) {}

    record SlotProof(String key, String value, List<String> proof) {}
}
