// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AnchorRegistry} from "../../main/solidity/AnchorRegistry.sol";
import {Test} from "./Cheats.sol";
import {HashTree} from "./HashTree.sol";

contract AnchorRegistryTest is Test {
    uint64 private constant MOST = 200;

    AnchorRegistry private registry;
    HashTree private tree;
    bytes32 private log;

    function setUp() public {
        registry = new AnchorRegistry();
        tree = new HashTree();
        log = registry.open("origin");
    }

    function testALogBelongsToWhoOpenedIt() public {
        check(log == keccak256(abi.encode(address(this), bytes32("origin"))), "the id names the sender");
        chain.expectRevert(abi.encodeWithSelector(AnchorRegistry.AlreadyOpen.selector, log));
        registry.open("origin");
        chain.prank(account(1));
        check(registry.open("origin") != log, "another sender, another log");
        bytes32[] memory none;
        chain.expectRevert(abi.encodeWithSelector(AnchorRegistry.NotOpen.selector, bytes32("nobody's")));
        registry.anchor("nobody's", 1, "root", none);
        chain.expectRevert(abi.encodeWithSelector(AnchorRegistry.ForeignSender.selector, log, account(1)));
        chain.prank(account(1));
        registry.anchor(log, 1, "root", none);
    }

    function testAHeadHasLeavesAndARoot() public {
        bytes32[] memory none;
        chain.expectRevert(abi.encodeWithSelector(AnchorRegistry.EmptyHead.selector, log, 0));
        registry.anchor(log, 0, "root", none);
        chain.expectRevert(abi.encodeWithSelector(AnchorRegistry.EmptyHead.selector, log, 1));
        registry.anchor(log, 1, 0, none);
    }

    function testTheFirstHeadNeedsNoProofAndTakesNone() public {
        chain.expectRevert(abi.encodeWithSelector(AnchorRegistry.NotAnExtension.selector, log, 0, 5));
        registry.anchor(log, 5, "root", new bytes32[](1));
        chain.warp(77);
        registry.anchor(log, 5, "root", new bytes32[](0));
        (uint64 size, bytes32 root, uint64 time) = registry.head(log);
        check(size == 5 && root == "root" && time == 77, "the head");
        check(registry.roots(log, 5) == "root" && registry.times(log, 5) == 77, "kept by size");
        check(registry.keys(log) == address(this) && registry.heads(log) == 5, "and by log");
    }

    function testTheSameHeadAgainChangesNothing() public {
        chain.warp(77);
        registry.anchor(log, 5, "root", new bytes32[](0));
        chain.warp(88);
        registry.anchor(log, 5, "root", new bytes32[](0));
        check(registry.times(log, 5) == 77, "the first time counts");
        chain.expectRevert(
            abi.encodeWithSelector(AnchorRegistry.Forks.selector, log, 5, bytes32("root"), bytes32("other"))
        );
        registry.anchor(log, 5, "other", new bytes32[](0));
        chain.expectRevert(abi.encodeWithSelector(AnchorRegistry.Shrinks.selector, log, 5, 4));
        registry.anchor(log, 4, "root", new bytes32[](0));
    }

    /// Any growth of an honest log is taken, with the proof of RFC 9162 and no other.
    function testFuzzHonestGrowthIsTaken(uint64 first, uint64 second, uint8 spoilt, bytes32 junk) public {
        first = 1 + first % (MOST - 1);
        second = first + 1 + second % (MOST - first);
        bytes32[] memory proof = tree.consistency(first, second);
        registry.anchor(log, first, tree.root(0, first), new bytes32[](0));
        bytes32 root = tree.root(0, second);

        uint256 step = spoilt % proof.length;
        bytes32 right = proof[step];
        if (junk != right) {
            proof[step] = junk;
            refuse(first, second, root, proof);
            proof[step] = right;
        }
        refuse(first, second, root, shortened(proof));
        refuse(first, second, root, lengthened(proof, junk));
        if (junk != root && junk != 0) refuse(first, second, junk, proof);

        registry.anchor(log, second, root, proof);
        check(registry.heads(log) == second && registry.roots(log, second) == root, "anchored");
        check(registry.roots(log, first) == tree.root(0, first), "the earlier one stands");
    }

    /// A log that changed one of its leaves finds no proof.
    function testFuzzARewrittenLogIsRefused(uint64 first, uint64 second, uint64 leaf) public {
        first = 1 + first % (MOST - 1);
        second = first + 1 + second % (MOST - first);
        registry.anchor(log, first, tree.root(0, first), new bytes32[](0));
        HashTree rewritten = new HashTree();
        rewritten.change(leaf % first);
        refuse(first, second, rewritten.root(0, second), rewritten.consistency(first, second));
    }

    function testWhatIsNoGrowthIsNoExtension() public view {
        bytes32[] memory proof = new bytes32[](1);
        check(!registry.isExtension(0, "a", 1, "b", proof), "from nothing");
        check(!registry.isExtension(2, "a", 2, "a", proof), "to the same");
        check(!registry.isExtension(3, "a", 2, "b", proof), "to fewer");
        check(!registry.isExtension(1, "a", 2, "b", new bytes32[](0)), "without proof");
        proof = new bytes32[](9);
        check(!registry.isExtension(1, "a", 2, "b", proof), "with a proof that is longer than the tree is high");
    }

    function refuse(uint64 first, uint64 second, bytes32 root, bytes32[] memory proof) private {
        chain.expectRevert(abi.encodeWithSelector(AnchorRegistry.NotAnExtension.selector, log, first, second));
        registry.anchor(log, second, root, proof);
    }

    function shortened(bytes32[] memory proof) private pure returns (bytes32[] memory shorter) {
        shorter = new bytes32[](proof.length - 1);
        for (uint256 i = 0; i < shorter.length; ++i) shorter[i] = proof[i];
    }

    function lengthened(bytes32[] memory proof, bytes32 more) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](proof.length + 1);
        for (uint256 i = 0; i < proof.length; ++i) longer[i] = proof[i];
        longer[proof.length] = more;
    }
}
