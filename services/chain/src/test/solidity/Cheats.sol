// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What forge lets a test do with the chain it runs on; only what is used here.
interface Cheats {
    function prank(address sender) external;
    function warp(uint256 time) external;
    function expectRevert(bytes calldata reason) external;
    function assume(bool condition) external pure;
}

/// @notice Base of the tests.
abstract contract Test {
    Cheats internal constant chain = Cheats(address(uint160(uint256(keccak256("hevm cheat code")))));

    function check(bool condition, string memory what) internal pure {
        require(condition, what);
    }

    /// @dev Accounts that are told apart by a number.
    function account(uint256 number) internal pure returns (address) {
        return address(uint160(0xA0000 + number));
    }
}
