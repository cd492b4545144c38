package io.govshare.chain;

/**
 * Where the anchors of a log live, and who writes them.
 *
 * @param contract address of the {@code AnchorRegistry}
 * @param logId the log's id in the registry, 32 bytes
 * @param sender address of the anchoring key
 */
public record ChainInfo(long chainId, String contract, String logId, String sender) {}
