// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The heads of append-only logs, kept by the consortium.
/// @notice Each log anchors its Merkle tree's head (size and root) here. The registry itself verifies that every new
///         head extends the last one, so a log cannot be rewritten, shortened or forked without the chain refusing it,
///         whoever runs the log.
/// @dev Storage layout is part of the receipt format: a verifier derives the slot of `roots[logId][size]` and checks
///      it against a block's state root. Slots 0 to 3 must never move. There is no owner, no upgrade and no deletion.
///      Hashing is RFC 9162 section 2.1: SHA-256, leaves prefixed 0x00, nodes 0x01.
contract AnchorRegistry {
    /// @notice Root of the log's tree at each anchored size; zero where the size was never anchored.
    mapping(bytes32 logId => mapping(uint64 size => bytes32 root)) public roots; // slot 0

    /// @notice Block time, in seconds, at which each size was anchored first.
    mapping(bytes32 logId => mapping(uint64 size => uint64 time)) public times; // slot 1

    /// @notice Largest anchored size of the log; zero before the first anchor.
    mapping(bytes32 logId => uint64 size) public heads; // slot 2

    /// @notice The only account that may anchor the log; zero for a log that was never opened.
    mapping(bytes32 logId => address key) public keys; // slot 3

    /// @notice A log may be anchored from now on.
    event Opened(bytes32 indexed logId, bytes32 indexed originHash, address indexed key);

    /// @notice A head was stored for ever.
    event Anchored(bytes32 indexed logId, uint64 indexed size, bytes32 root, uint64 time);

    /// @notice The log has been opened before.
    error AlreadyOpen(bytes32 logId);

    /// @notice Nobody has opened this log.
    error NotOpen(bytes32 logId);

    /// @notice The sender is not the log's key.
    error ForeignSender(bytes32 logId, address sender);

    /// @notice A head has at least one leaf, and its root is a hash.
    error EmptyHead(bytes32 logId, uint64 size);

    /// @notice The offered head is smaller than the anchored one.
    error Shrinks(bytes32 logId, uint64 anchored, uint64 offered);

    /// @notice The offered root differs from the one anchored for the same size.
    error Forks(bytes32 logId, uint64 size, bytes32 anchored, bytes32 offered);

    /// @notice The proof does not show that the offered head extends the anchored one.
    error NotAnExtension(bytes32 logId, uint64 anchored, uint64 offered);

    /// @notice Opens a log for the sender.
    /// @dev The id contains the sender, so nobody can take the id of somebody else's log first.
    /// @param originHash SHA-256 of the log's origin line
    /// @return logId keccak256 of sender and origin hash, each padded to 32 bytes
    function open(bytes32 originHash) external returns (bytes32 logId) {
        logId = keccak256(abi.encode(msg.sender, originHash));
        if (keys[logId] != address(0)) revert AlreadyOpen(logId);
        keys[logId] = msg.sender;
        emit Opened(logId, originHash, msg.sender);
    }

    /// @notice Stores a head that extends the last one.
    /// @dev Offering the anchored head again changes nothing and is no error, so that a sender unsure of an earlier
    ///      transaction may repeat it.
    /// @param logId an opened log of the sender
    /// @param size number of leaves
    /// @param root Merkle tree hash of these leaves
    /// @param proof RFC 9162 consistency proof from the last anchored size to `size`; empty for the first anchor
    function anchor(bytes32 logId, uint64 size, bytes32 root, bytes32[] calldata proof) external {
        address key = keys[logId];
        if (key == address(0)) revert NotOpen(logId);
        if (key != msg.sender) revert ForeignSender(logId, msg.sender);
        if (size == 0 || root == 0) revert EmptyHead(logId, size);

        uint64 anchored = heads[logId];
        if (size < anchored) revert Shrinks(logId, anchored, size);
        if (size == anchored) {
            bytes32 present = roots[logId][size];
            if (present != root) revert Forks(logId, size, present, root);
            return;
        }
        bool extends_ = anchored == 0
            ? proof.length == 0
            : isExtension(anchored, roots[logId][anchored], size, root, proof);
        if (!extends_) revert NotAnExtension(logId, anchored, size);

        uint64 time = uint64(block.timestamp);
        roots[logId][size] = root;
        times[logId][size] = time;
        heads[logId] = size;
        emit Anchored(logId, size, root, time);
    }

    /// @notice The last anchored head; all zero before the first anchor.
    function head(bytes32 logId) external view returns (uint64 size, bytes32 root, uint64 time) {
        size = heads[logId];
        root = roots[logId][size];
        time = times[logId][size];
    }

    /// @notice Whether the tree of `second` leaves begins with the tree of `first` leaves.
    /// @dev RFC 9162 section 2.1.4.2, for 0 < first < second; anything else is no extension. The step numbers are
    ///      the RFC's. As there, the proof binds the leaves that the roots stand for; that `second` is their number is
    ///      the log's own statement, which its signed checkpoint repeats and which any later extension must fit.
    function isExtension(
        uint64 first,
        bytes32 firstRoot,
        uint64 second,
        bytes32 secondRoot,
        bytes32[] calldata proof
    ) public pure returns (bool) {
        if (first == 0 || first >= second) return false;
        if (proof.length == 0) return false; // step 1

        // Steps 2 and 5: an earlier tree that is complete is itself the first node, and the proof leaves it out.
        bool complete = first & (first - 1) == 0;
        bytes32 firstNode = complete ? firstRoot : proof[0];
        bytes32 fr = firstNode;
        bytes32 sr = firstNode;

        // Steps 3 and 4.
        uint64 fn = first - 1;
        uint64 sn = second - 1;
        while (fn & 1 == 1) {
            fn >>= 1;
            sn >>= 1;
        }

        // Step 6.
        for (uint256 i = complete ? 0 : 1; i < proof.length; ++i) {
            if (sn == 0) return false;
            bytes32 c = proof[i];
            if (fn & 1 == 1 || fn == sn) {
                fr = node(c, fr);
                sr = node(c, sr);
                while (fn & 1 == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }

        // Step 7.
        return fr == firstRoot && sr == secondRoot && sn == 0;
    }

    /// @dev The SHA-256 precompile over 0x01, left and right.
    function node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x01), left, right));
    }
}
