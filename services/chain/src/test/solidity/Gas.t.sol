// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgencyRegistry} from "../../main/solidity/AgencyRegistry.sol";
import {AgreementRegistry, Members} from "../../main/solidity/AgreementRegistry.sol";
import {AnchorRegistry} from "../../main/solidity/AnchorRegistry.sol";
import {Test} from "./Cheats.sol";
import {HashTree} from "./HashTree.sol";

/// @notice Every call that changes something, once or in its cheap and its dear case; none of them is refused.
/// @dev What they cost stands in docs/contracts.md. Run alone, for the report mixes the calls of all tests.
contract GasTest is Test {
    uint64 private constant ENDS = 1 days;

    function testAnchors() public {
        AnchorRegistry registry = new AnchorRegistry();
        HashTree tree = new HashTree();
        bytes32 log = registry.open("origin");
        bytes32 root = tree.root(0, 1);
        registry.anchor(log, 1, root, new bytes32[](0));
        root = tree.root(0, 200);
        bytes32[] memory proof = tree.consistency(1, 200);
        registry.anchor(log, 200, root, proof);
    }

    /// Four founders; three votes carry the first proposal, four the second.
    function testMembership() public {
        AgencyRegistry registry = founded();
        carry(registry, registry.proposeAdmission("e", account(4)), 2);
        carry(registry, registry.propose(AgencyRegistry.Motion.Suspend, keccak256("d")), 3);
        registry.settle(registry.propose(AgencyRegistry.Motion.Restore, keccak256("d")));
        carry(registry, registry.proposeAccount(keccak256("d"), account(13)), 2);
        registry.registerKey("key");
        registry.revokeKey("key");
        registry.changeAccount(account(10));
        chain.prank(account(10));
        registry.resign();
    }

    function testAgreements() public {
        AgreementRegistry registry = new AgreementRegistry(Members(address(founded())));
        negotiate(registry, "suspended and revoked");
        registry.suspend("suspended and revoked");
        registry.resume("suspended and revoked");
        chain.prank(account(1));
        registry.revoke("suspended and revoked");

        negotiate(registry, "terminated");
        registry.terminate("terminated");

        registry.request("refused", keccak256("b"), "terms", ENDS);
        chain.prank(account(1));
        registry.refuse("refused");

        registry.request("withdrawn", keccak256("b"), "terms", ENDS);
        registry.withdraw("withdrawn");

        negotiate(registry, "expired");
        chain.warp(ENDS);
        registry.expire("expired");
    }

    /// By this contract for the consumer, which asks, counters and accepts, and by the provider.
    function negotiate(AgreementRegistry registry, bytes32 id) private {
        registry.request(id, keccak256("b"), "terms", ENDS);
        chain.prank(account(1));
        registry.offer(id, "offered", ENDS);
        registry.counter(id, "countered", ENDS);
        chain.prank(account(1));
        registry.offer(id, "offered again", ENDS);
        registry.accept(id, "offered again");
    }

    /// This contract acts for the first member.
    function founded() private returns (AgencyRegistry) {
        string[] memory codes = new string[](4);
        address[] memory accounts = new address[](4);
        (codes[0], codes[1], codes[2], codes[3]) = ("a", "b", "c", "d");
        accounts[0] = address(this);
        for (uint256 i = 1; i < 4; ++i) accounts[i] = account(i);
        return new AgencyRegistry(codes, accounts);
    }

    /// So many votes more than the proposer's, by those who are not in question.
    function carry(AgencyRegistry registry, uint256 proposal, uint256 votes) private {
        uint256[3] memory voters = [uint256(1), 2, 4];
        for (uint256 i = 0; i < votes; ++i) {
            chain.prank(account(voters[i]));
            registry.vote(proposal);
        }
    }
}
