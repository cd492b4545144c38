package io.govshare.audit.selfaudit;

/**
 * The log and its anchors as audit knows them from its first look on.
 *
 * @param noteKey verifier key of the checkpoints (C2SP signed-note)
 * @param contract address of the {@code AnchorRegistry}
 */
record PinnedLog(String origin, String noteKey, String contract, String logId, long chainId) {}
