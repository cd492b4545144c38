// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A log to test with, written as RFC 9162 defines it: recursively, from all leaves.
contract HashTree {
    mapping(uint64 leaf => bool) private changed;

    /// @notice Replaces a leaf by another.
    function change(uint64 index) external {
        changed[index] = true;
    }

    /// @notice MTH(D[from:to]), RFC 9162 section 2.1.1.
    function root(uint64 from, uint64 to) public view returns (bytes32) {
        if (to - from == 1) return sha256(abi.encodePacked(bytes1(0x00), from, changed[from]));
        uint64 k = split(to - from);
        return sha256(abi.encodePacked(bytes1(0x01), root(from, from + k), root(from + k, to)));
    }

    /// @notice PROOF(first, D[second]), RFC 9162 section 2.1.4.1.
    function consistency(uint64 first, uint64 second) external view returns (bytes32[] memory) {
        return subproof(first, 0, second, true);
    }

    function subproof(uint64 m, uint64 from, uint64 to, bool complete) private view returns (bytes32[] memory) {
        uint64 n = to - from;
        if (m == n) {
            if (complete) return new bytes32[](0);
            return append(new bytes32[](0), root(from, to));
        }
        uint64 k = split(n);
        return m <= k
            ? append(subproof(m, from, from + k, complete), root(from + k, to))
            : append(subproof(m - k, from + k, to, false), root(from, from + k));
    }

    /// The largest power of two below n.
    function split(uint64 n) private pure returns (uint64 k) {
        k = 1;
        while (k * 2 < n) k *= 2;
    }

    function append(bytes32[] memory list, bytes32 last) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; ++i) longer[i] = list[i];
        longer[list.length] = last;
    }
}
