// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgencyRegistry} from "../../main/solidity/AgencyRegistry.sol";
import {Test} from "./Cheats.sol";

contract AgencyRegistryTest is Test {
    AgencyRegistry private registry;

    function setUp() public {
        chain.warp(1_000_000);
        registry = founded(4);
    }

    function founded(uint256 count) private returns (AgencyRegistry) {
        string[] memory codes = new string[](count);
        address[] memory accounts = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            codes[i] = code(i);
            accounts[i] = account(i);
        }
        return new AgencyRegistry(codes, accounts);
    }

    function code(uint256 number) private pure returns (string memory) {
        bytes memory digits = "agency-000";
        digits[7] = bytes1(uint8(48 + number / 100));
        digits[8] = bytes1(uint8(48 + (number / 10) % 10));
        digits[9] = bytes1(uint8(48 + number % 10));
        return string(digits);
    }

    function id(uint256 number) private pure returns (bytes32) {
        return keccak256(bytes(code(number)));
    }

    function as_(uint256 number) private returns (AgencyRegistry) {
        chain.prank(account(number));
        return registry;
    }

    function statusOf(uint256 number) private view returns (AgencyRegistry.Status status) {
        (, status,) = registry.members(id(number));
    }

    function isActive(uint256 number) private view returns (bool) {
        return statusOf(number) == AgencyRegistry.Status.Active;
    }

    /// Carried by the three others of four.
    function carried(AgencyRegistry.Motion motion, uint256 about) private returns (uint256 proposal) {
        uint256 first = about == 0 ? 1 : 0;
        proposal = as_(first).propose(motion, id(about));
        for (uint256 i = first + 1; i < 4; ++i) {
            (,,,, bool decided) = registry.proposals(proposal);
            if (i != about && !decided && isActive(i)) as_(i).vote(proposal);
        }
    }

    function testFoundersAreActiveMembers() public view {
        check(registry.active() == 4, "four");
        check(registry.quorum() == 3, "three of four");
        check(registry.activeAgency(account(2)) == id(2), "acts for its agency");
        check(registry.activeAgency(account(9)) == 0, "a stranger acts for nobody");
        check(registry.activeAgency(address(0)) == 0, "nobody acts for nobody");
    }

    function testQuorumIsTwoThirdsRoundedUp() public {
        uint8[9] memory expected = [1, 2, 2, 3, 4, 4, 5, 6, 6];
        for (uint256 n = 1; n <= 9; ++n) {
            check(founded(n).quorum() == expected[n - 1], "ceil(2N/3)");
        }
    }

    function testAConsortiumHasFoundersWithAccountsOfTheirOwn() public {
        string[] memory codes = new string[](0);
        address[] memory accounts = new address[](0);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NoFounders.selector));
        new AgencyRegistry(codes, accounts);
        codes = new string[](2);
        accounts = new address[](1);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NoFounders.selector));
        new AgencyRegistry(codes, accounts);
        accounts = new address[](2);
        (codes[0], codes[1]) = ("tax", "legal");
        (accounts[0], accounts[1]) = (account(1), account(1));
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.AccountTaken.selector, account(1)));
        new AgencyRegistry(codes, accounts);
        (codes[1], accounts[1]) = ("tax", account(2));
        chain.expectRevert(
            abi.encodeWithSelector(
                AgencyRegistry.WrongStatus.selector, keccak256("tax"), AgencyRegistry.Status.Active
            )
        );
        new AgencyRegistry(codes, accounts);
        (codes[1], accounts[1]) = ("legal", address(0));
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.AccountTaken.selector, address(0)));
        new AgencyRegistry(codes, accounts);
    }

    function testCodesAreLowerCaseAndShort() public {
        string[8] memory bad = [
            "", "-tax", "Tax", "tax office", unicode"税务", "tax/1", "t{x",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        ];
        for (uint256 i = 0; i < bad.length; ++i) {
            chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.BadCode.selector, bad[i]));
            as_(0).proposeAdmission(bad[i], account(50));
        }
        as_(0).proposeAdmission("a-1", account(50));
        as_(0).proposeAdmission("exit-entry", account(51));
    }

    function testAdmissionTakesAQuorum() public {
        uint256 proposal = as_(0).proposeAdmission(code(7), account(7));
        as_(1).vote(proposal);
        check(!isActive(7), "two of four are not enough");
        check(registry.voted(proposal, id(1)) && !registry.voted(proposal, id(2)), "who voted");
        as_(2).vote(proposal);
        check(isActive(7) && registry.active() == 5, "three are");
        check(registry.activeAgency(account(7)) == id(7), "and it acts");
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.Closed.selector, proposal));
        as_(3).vote(proposal);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.Closed.selector, proposal));
        registry.settle(proposal);
    }

    function testAnAgencyIsAdmittedOnce() public {
        chain.expectRevert(
            abi.encodeWithSelector(AgencyRegistry.WrongStatus.selector, id(1), AgencyRegistry.Status.Active)
        );
        as_(0).proposeAdmission(code(1), account(50));
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.AccountTaken.selector, account(1)));
        as_(0).proposeAdmission(code(7), account(1));

        // Two proposals for one code, and two codes for one account: the second cannot be carried out.
        uint256 first = as_(0).proposeAdmission(code(7), account(7));
        uint256 second = as_(0).proposeAdmission(code(7), account(8));
        uint256 third = as_(0).proposeAdmission(code(9), account(7));
        for (uint256 i = 1; i < 3; ++i) as_(i).vote(first);
        for (uint256 i = 1; i < 3; ++i) as_(i).vote(second);
        chain.expectRevert(
            abi.encodeWithSelector(AgencyRegistry.WrongStatus.selector, id(7), AgencyRegistry.Status.Active)
        );
        as_(3).vote(second);
        for (uint256 i = 1; i < 3; ++i) as_(i).vote(third);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.AccountTaken.selector, account(7)));
        as_(3).vote(third);
    }

    function testStrangersDecideNothing() public {
        uint256 proposal = as_(0).proposeAdmission(code(7), account(7));
        bytes memory stranger = abi.encodeWithSelector(AgencyRegistry.NotActive.selector, account(40));
        chain.expectRevert(stranger);
        as_(40).proposeAdmission(code(8), account(8));
        chain.expectRevert(stranger);
        as_(40).propose(AgencyRegistry.Motion.Suspend, id(1));
        chain.expectRevert(stranger);
        as_(40).proposeAccount(id(1), account(41));
        chain.expectRevert(stranger);
        as_(40).vote(proposal);
        chain.expectRevert(stranger);
        as_(40).resign();
        chain.expectRevert(stranger);
        as_(40).changeAccount(account(41));
        chain.expectRevert(stranger);
        as_(40).registerKey("key");
        chain.expectRevert(stranger);
        as_(40).revokeKey("key");
        // The applicant is a stranger too until it is admitted.
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NotActive.selector, account(7)));
        as_(7).vote(proposal);
    }

    function testAVoteIsGivenOnceInTimeAndNotAboutOneself() public {
        uint256 proposal = as_(0).propose(AgencyRegistry.Motion.Suspend, id(1));
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.AlreadyVoted.selector, proposal, id(0)));
        as_(0).vote(proposal);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.OwnCase.selector, id(1)));
        as_(1).vote(proposal);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.OwnCase.selector, id(2)));
        as_(2).propose(AgencyRegistry.Motion.Exclude, id(2));
        uint256 none = registry.proposalCount();
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NoSuchProposal.selector, none));
        as_(0).vote(none);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NoSuchProposal.selector, none));
        registry.settle(none);
        (,,, uint64 closes,) = registry.proposals(proposal);
        chain.warp(closes);
        as_(2).vote(proposal);
        chain.warp(uint256(closes) + 1);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.Closed.selector, proposal));
        as_(3).vote(proposal);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.Closed.selector, proposal));
        registry.settle(proposal);
    }

    function testASuspendedMemberDoesNothingUntilItIsRestored() public {
        carried(AgencyRegistry.Motion.Suspend, 1);
        check(statusOf(1) == AgencyRegistry.Status.Suspended && registry.active() == 3, "suspended");
        check(registry.activeAgency(account(1)) == 0, "acts no more");
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NotActive.selector, account(1)));
        as_(1).resign();
        chain.expectRevert(
            abi.encodeWithSelector(AgencyRegistry.WrongStatus.selector, id(1), AgencyRegistry.Status.Suspended)
        );
        as_(0).propose(AgencyRegistry.Motion.Suspend, id(1));
        carried(AgencyRegistry.Motion.Restore, 1);
        check(isActive(1) && registry.active() == 4, "restored");
        chain.expectRevert(
            abi.encodeWithSelector(AgencyRegistry.WrongStatus.selector, id(1), AgencyRegistry.Status.Active)
        );
        as_(0).propose(AgencyRegistry.Motion.Restore, id(1));
    }

    function testVotesOfSuspendedMembersDoNotCount() public {
        uint256 proposal = as_(1).proposeAdmission(code(7), account(7));
        carried(AgencyRegistry.Motion.Suspend, 1);
        check(registry.tally(proposal) == 0, "its vote sleeps");
        as_(0).vote(proposal);
        check(!isActive(7), "one of three");
        as_(2).vote(proposal);
        check(isActive(7), "two of three");
    }

    function testAQuorumThatShrankIsSettledByAnybody() public {
        uint256 proposal = as_(0).proposeAdmission(code(7), account(7));
        as_(1).vote(proposal);
        registry.settle(proposal);
        check(!isActive(7), "two of four");
        as_(3).resign();
        registry.settle(proposal);
        check(isActive(7), "two of three");
    }

    function testOfTwoMembersNeitherTurnsTheOtherOut() public {
        registry = founded(2);
        uint256 proposal = as_(0).propose(AgencyRegistry.Motion.Exclude, id(1));
        check(isActive(1), "one vote of two");
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.OwnCase.selector, id(1)));
        as_(1).vote(proposal);
    }

    function testExclusionAndLeavingAreForEver() public {
        carried(AgencyRegistry.Motion.Exclude, 1);
        check(statusOf(1) == AgencyRegistry.Status.Left && registry.active() == 3, "excluded");
        as_(2).resign();
        check(statusOf(2) == AgencyRegistry.Status.Left && registry.active() == 2, "left");
        bytes memory gone =
            abi.encodeWithSelector(AgencyRegistry.WrongStatus.selector, id(1), AgencyRegistry.Status.Left);
        chain.expectRevert(gone);
        as_(0).proposeAdmission(code(1), account(60));
        chain.expectRevert(gone);
        as_(0).propose(AgencyRegistry.Motion.Restore, id(1));
        chain.expectRevert(gone);
        as_(0).propose(AgencyRegistry.Motion.Exclude, id(1));
        chain.expectRevert(gone);
        as_(0).proposeAccount(id(1), account(60));
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.AccountTaken.selector, account(1)));
        as_(0).proposeAdmission(code(8), account(1));
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NotActive.selector, account(1)));
        as_(1).registerKey("key");
    }

    function testASuspendedMemberCanBeExcluded() public {
        carried(AgencyRegistry.Motion.Suspend, 1);
        carried(AgencyRegistry.Motion.Exclude, 1);
        check(statusOf(1) == AgencyRegistry.Status.Left && registry.active() == 3, "excluded");
    }

    function testTheLastMemberStays() public {
        registry = founded(1);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.LastMember.selector));
        as_(0).resign();
        uint256 proposal = as_(0).proposeAdmission(code(7), account(7));
        (,,,, bool decided) = registry.proposals(proposal);
        check(decided && isActive(7), "its one vote admits");
        as_(0).resign();
        check(registry.active() == 1, "the other goes on");
    }

    function testWhatIsProposedMustStillBeRightWhenItIsCarried() public {
        uint256 first = as_(0).propose(AgencyRegistry.Motion.Suspend, id(1));
        uint256 again = as_(0).propose(AgencyRegistry.Motion.Suspend, id(1));
        as_(2).vote(first);
        as_(2).vote(again);
        as_(3).vote(first);
        // Two of the three that are left are a quorum now, but there is nothing left to suspend.
        bytes memory wrong =
            abi.encodeWithSelector(AgencyRegistry.WrongStatus.selector, id(1), AgencyRegistry.Status.Suspended);
        chain.expectRevert(wrong);
        registry.settle(again);
    }

    function testOnlyMotionsAboutAMemberAreProposedAsSuch() public {
        bytes memory wrong =
            abi.encodeWithSelector(AgencyRegistry.WrongStatus.selector, id(1), AgencyRegistry.Status.Active);
        chain.expectRevert(wrong);
        as_(0).propose(AgencyRegistry.Motion.Admit, id(1));
        chain.expectRevert(wrong);
        as_(0).propose(AgencyRegistry.Motion.ChangeAccount, id(1));
        chain.expectRevert(
            abi.encodeWithSelector(AgencyRegistry.WrongStatus.selector, id(30), AgencyRegistry.Status.Unknown)
        );
        as_(0).propose(AgencyRegistry.Motion.Exclude, id(30));
    }

    function testAnAgencyChangesItsAccount() public {
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.AccountTaken.selector, account(2)));
        as_(1).changeAccount(account(2));
        as_(1).changeAccount(account(20));
        check(registry.activeAgency(account(20)) == id(1), "the new one acts");
        check(registry.activeAgency(account(1)) == 0, "the old one does not");
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NotActive.selector, account(1)));
        as_(1).registerKey("key");
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NotActive.selector, account(1)));
        as_(1).revokeKey("key");
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.AccountTaken.selector, account(1)));
        as_(20).changeAccount(account(1));
    }

    function testMembersGiveAnAgencyAnotherAccount() public {
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.AccountTaken.selector, account(2)));
        as_(0).proposeAccount(id(1), account(2));
        uint256 proposal = as_(0).proposeAccount(id(1), account(21));
        as_(2).vote(proposal);
        as_(3).vote(proposal);
        check(registry.activeAgency(account(21)) == id(1) && registry.activeAgency(account(1)) == 0, "changed");
        uint256 late = as_(0).proposeAccount(id(1), account(22));
        as_(2).changeAccount(account(22));
        as_(22).vote(late);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.AccountTaken.selector, account(22)));
        as_(3).vote(late);
    }

    function testKeysBelongToOneAgencyForEver() public {
        as_(1).registerKey("key");
        (bytes32 agency, uint64 registered, uint64 revoked) = registry.keys("key");
        check(agency == id(1) && registered == block.timestamp && revoked == 0, "registered");
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.KeyTaken.selector, bytes32("key")));
        as_(2).registerKey("key");
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.KeyTaken.selector, bytes32(0)));
        as_(2).registerKey(0);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NoSuchKey.selector, bytes32("key")));
        as_(2).revokeKey("key");
        chain.warp(block.timestamp + 60);
        as_(1).revokeKey("key");
        (,, revoked) = registry.keys("key");
        check(revoked == block.timestamp, "revoked");
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NoSuchKey.selector, bytes32("key")));
        as_(1).revokeKey("key");
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.KeyTaken.selector, bytes32("key")));
        as_(1).registerKey("key");
    }

    function testASuspendedMemberMayStillRevokeItsKeys() public {
        as_(1).registerKey("key");
        carried(AgencyRegistry.Motion.Suspend, 1);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.NotActive.selector, account(1)));
        as_(1).registerKey("other");
        as_(1).revokeKey("key");
        (,, uint64 revoked) = registry.keys("key");
        check(revoked != 0, "revoked");
    }

    function testThereIsRoomForFourHundred() public {
        uint256 most = registry.MAX_ACTIVE();
        registry = founded(most);
        uint256 restoring = suspendOne(most);
        uint256 admission = as_(1).proposeAdmission("one-too-many", account(900));
        for (uint256 i = 2; i < registry.quorum(); ++i) as_(i).vote(admission);
        as_(most - 1).vote(admission);
        check(registry.active() == most, "full again");
        as_(most - 1).vote(restoring); // one more is needed now than when it was proposed
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.Full.selector));
        as_(most - 2).vote(restoring);
        uint256 another = as_(1).proposeAdmission("two-too-many", account(901));
        for (uint256 i = 2; i < registry.quorum(); ++i) as_(i).vote(another);
        chain.expectRevert(abi.encodeWithSelector(AgencyRegistry.Full.selector));
        as_(most - 1).vote(another);
    }

    /// Suspends agency 0; the proposal to restore it then lacks one vote.
    function suspendOne(uint256 most) private returns (uint256 restoring) {
        uint256 proposal = as_(1).propose(AgencyRegistry.Motion.Suspend, id(0));
        for (uint256 i = 2; i <= registry.quorum() && isActive(0); ++i) as_(i).vote(proposal);
        check(registry.active() == most - 1, "suspended");
        restoring = as_(1).propose(AgencyRegistry.Motion.Restore, id(0));
        for (uint256 i = 2; i < registry.quorum(); ++i) as_(i).vote(restoring);
    }
}
