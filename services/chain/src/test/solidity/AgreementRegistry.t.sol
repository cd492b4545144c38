// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgencyRegistry} from "../../main/solidity/AgencyRegistry.sol";
import {AgreementRegistry, Members} from "../../main/solidity/AgreementRegistry.sol";
import {Test} from "./Cheats.sol";

contract AgreementRegistryTest is Test {
    uint256 private constant CONSUMER = 0;
    uint256 private constant PROVIDER = 1;
    uint256 private constant OTHER = 2;
    uint256 private constant STRANGER = 3;
    uint256 private constant PARTIES = 4;

    uint256 private constant STATES = 11;
    bytes32 private constant ID = "agreement";
    bytes32 private constant TERMS = "terms";
    uint64 private constant ENDS = 2_000_000;

    AgencyRegistry private agencies;
    AgreementRegistry private registry;

    function setUp() public {
        chain.warp(1_000_000);
        string[] memory codes = new string[](3);
        address[] memory accounts = new address[](3);
        (codes[0], codes[1], codes[2]) = ("tax", "medical", "legal");
        for (uint256 i = 0; i < 3; ++i) accounts[i] = account(i);
        agencies = new AgencyRegistry(codes, accounts);
        registry = new AgreementRegistry(Members(address(agencies)));
    }

    function as_(uint256 party) private returns (AgreementRegistry) {
        chain.prank(account(party));
        return registry;
    }

    function agency(uint256 party) private pure returns (bytes32) {
        if (party == CONSUMER) return keccak256("tax");
        if (party == PROVIDER) return keccak256("medical");
        return party == OTHER ? keccak256("legal") : bytes32(0);
    }

    function state(bytes32 id) private view returns (AgreementRegistry.State now_) {
        (,,,,,, now_) = registry.agreements(id);
    }

    /// A new agreement in a state that the parties have brought it into the shortest way.
    function reach(bytes32 id, AgreementRegistry.State to) private {
        if (to == AgreementRegistry.State.None) return;
        as_(CONSUMER).request(id, agency(PROVIDER), TERMS, ENDS);
        if (to == AgreementRegistry.State.Offered || to == AgreementRegistry.State.Countered) {
            as_(PROVIDER).offer(id, TERMS, ENDS);
            if (to == AgreementRegistry.State.Countered) as_(CONSUMER).counter(id, TERMS, ENDS);
        } else if (to == AgreementRegistry.State.Refused) {
            as_(PROVIDER).refuse(id);
        } else if (to == AgreementRegistry.State.Withdrawn) {
            as_(CONSUMER).withdraw(id);
        } else if (to != AgreementRegistry.State.Requested) {
            as_(PROVIDER).accept(id, TERMS);
            if (to == AgreementRegistry.State.Suspended) as_(PROVIDER).suspend(id);
            if (to == AgreementRegistry.State.Revoked) as_(PROVIDER).revoke(id);
            if (to == AgreementRegistry.State.Terminated) as_(CONSUMER).terminate(id);
            if (to == AgreementRegistry.State.Expired) {
                chain.warp(ENDS);
                as_(CONSUMER).expire(id);
                chain.warp(1_000_000);
            }
        }
        check(state(id) == to, "the state was not reached");
    }

    /// Whether the call that leads into a state goes through.
    function tried(bytes32 id, AgreementRegistry.State to, uint256 party, bool resume) private returns (bool done) {
        bytes memory call = to == AgreementRegistry.State.Requested
            ? abi.encodeCall(AgreementRegistry.request, (id, agency(PROVIDER), TERMS, ENDS))
            : to == AgreementRegistry.State.Offered
                ? abi.encodeCall(AgreementRegistry.offer, (id, TERMS, ENDS))
                : to == AgreementRegistry.State.Countered
                    ? abi.encodeCall(AgreementRegistry.counter, (id, TERMS, ENDS))
                    : to == AgreementRegistry.State.Active
                        ? (
                            resume
                                ? abi.encodeCall(AgreementRegistry.resume, (id))
                                : abi.encodeCall(AgreementRegistry.accept, (id, TERMS))
                        )
                        : to == AgreementRegistry.State.Suspended
                            ? abi.encodeCall(AgreementRegistry.suspend, (id))
                            : ending(id, to);
        chain.prank(account(party));
        (done,) = address(registry).call(call);
    }

    function ending(bytes32 id, AgreementRegistry.State to) private pure returns (bytes memory) {
        if (to == AgreementRegistry.State.Refused) return abi.encodeCall(AgreementRegistry.refuse, (id));
        if (to == AgreementRegistry.State.Withdrawn) return abi.encodeCall(AgreementRegistry.withdraw, (id));
        if (to == AgreementRegistry.State.Revoked) return abi.encodeCall(AgreementRegistry.revoke, (id));
        if (to == AgreementRegistry.State.Terminated) return abi.encodeCall(AgreementRegistry.terminate, (id));
        return abi.encodeCall(AgreementRegistry.expire, (id));
    }

    /// The rules once more, as a list of from, to, and who leads there: 'c' consumer, 'p' provider, 'b' both.
    function rule(AgreementRegistry.State from, AgreementRegistry.State to) private pure returns (bytes1) {
        bytes memory rules = hex"000163" // None: c Requested
            hex"010270" hex"010470" hex"010670" hex"010763" // Requested: p Offered, Active, Refused; c Withdrawn
            hex"020363" hex"020463" hex"020670" hex"020763" // Offered: c Countered, Active; p Refused; c Withdrawn
            hex"030270" hex"030470" hex"030670" hex"030763" // Countered: p Offered, Active, Refused; c Withdrawn
            hex"040562" hex"040870" hex"040963" // Active: b Suspended; p Revoked; c Terminated
            hex"050470" hex"050870" hex"050963"; // Suspended by p: p Active, Revoked; c Terminated
        for (uint256 i = 0; i < rules.length; i += 3) {
            if (uint8(rules[i]) == uint8(from) && uint8(rules[i + 1]) == uint8(to)) return rules[i + 2];
        }
        return "-";
    }

    function testEveryTransitionByEveryParty() public {
        uint256 allowed;
        for (uint8 f = 0; f < STATES; ++f) {
            for (uint8 t = 1; t < STATES; ++t) {
                for (uint256 party = 0; party < PARTIES; ++party) {
                    AgreementRegistry.State from = AgreementRegistry.State(f);
                    AgreementRegistry.State to = AgreementRegistry.State(t);
                    bytes1 who = rule(from, to);
                    // Anybody but the provider itself may ask it for an agreement of its own.
                    bool right = who == "b"
                        ? party == CONSUMER || party == PROVIDER
                        : who == "p"
                            ? party == PROVIDER
                            : who == "c" && (party == CONSUMER || (f == 0 && party == OTHER));
                    bytes32 id = keccak256(abi.encode(f, t, party));
                    reach(id, from);
                    bool resumes = from == AgreementRegistry.State.Suspended;
                    check(tried(id, to, party, resumes) == right, "the transition was decided wrongly");
                    check(state(id) == (right ? to : from), "the state is not what was decided");
                    if (right) ++allowed;
                    else if (resumes) check(!tried(id, to, party, false), "what is suspended is not accepted");
                    else check(!tried(id, to, party, true), "what is not suspended is not resumed");
                }
            }
        }
        check(allowed == 21, "as many ways as the list has");
    }

    function testWhoSuspendsResumes() public {
        for (uint256 by = CONSUMER; by <= PROVIDER; ++by) {
            bytes32 id = bytes32(by + 1);
            reach(id, AgreementRegistry.State.Active);
            as_(by).suspend(id);
            check(!registry.inForce(id), "nothing is read meanwhile");
            check(!tried(id, AgreementRegistry.State.Active, 1 - by, true), "the other party does not lift it");
            check(registry.mayMove(id, AgreementRegistry.State.Active, agency(by)), "this one does");
            as_(by).resume(id);
            check(registry.inForce(id), "in force again");
            (,,, bytes32 suspendedBy,,,) = registry.agreements(id);
            check(suspendedBy == 0, "by nobody");
        }
    }

    function testWhatIsAcceptedIsWhatWasSeen() public {
        reach(ID, AgreementRegistry.State.Requested);
        as_(PROVIDER).offer(ID, "other terms", ENDS + 5);
        chain.expectRevert(
            abi.encodeWithSelector(
                AgreementRegistry.OtherTerms.selector, ID, bytes32("other terms"), TERMS
            )
        );
        as_(CONSUMER).accept(ID, TERMS);
        as_(CONSUMER).accept(ID, "other terms");
        (bytes32 consumer, bytes32 provider, bytes32 terms,, uint64 ends, uint64 since,) = registry.agreements(ID);
        check(consumer == agency(CONSUMER) && provider == agency(PROVIDER), "the parties");
        check(terms == "other terms" && ends == ENDS + 5 && since == block.timestamp, "the terms");
        check(registry.inForce(ID), "in force");
    }

    function testNothingIsInForceAtItsEnd() public {
        reach(ID, AgreementRegistry.State.Active);
        chain.expectRevert(illegal(AgreementRegistry.State.Active, AgreementRegistry.State.Expired, CONSUMER));
        as_(CONSUMER).expire(ID);
        chain.warp(ENDS - 1);
        check(registry.inForce(ID), "up to the last second");
        chain.warp(ENDS);
        check(!registry.inForce(ID), "and no longer");
        chain.expectRevert(illegal(AgreementRegistry.State.Active, AgreementRegistry.State.Expired, OTHER));
        as_(OTHER).expire(ID);
        as_(PROVIDER).expire(ID);
        check(state(ID) == AgreementRegistry.State.Expired, "expired");
    }

    function testASuspendedAgreementExpiresToo() public {
        reach(ID, AgreementRegistry.State.Suspended);
        chain.warp(ENDS);
        chain.expectRevert(abi.encodeWithSelector(AgreementRegistry.Over.selector, ID, ENDS));
        as_(PROVIDER).resume(ID);
        as_(CONSUMER).expire(ID);
        check(state(ID) == AgreementRegistry.State.Expired, "expired");
    }

    function testWhatIsOverIsNotAccepted() public {
        reach(ID, AgreementRegistry.State.Requested);
        chain.warp(ENDS);
        chain.expectRevert(abi.encodeWithSelector(AgreementRegistry.Over.selector, ID, ENDS));
        as_(PROVIDER).accept(ID, TERMS);
        as_(PROVIDER).offer(ID, TERMS, ENDS + 1);
        as_(CONSUMER).accept(ID, TERMS);
        check(registry.inForce(ID), "with a later end it is");
    }

    function testTermsAreAHashAndEndInTheFuture() public {
        bytes32 provider = agency(PROVIDER);
        chain.expectRevert(abi.encodeWithSelector(AgreementRegistry.BadTerms.selector, bytes32(0), ENDS));
        as_(CONSUMER).request(ID, provider, 0, ENDS);
        uint64 present = uint64(block.timestamp);
        chain.expectRevert(abi.encodeWithSelector(AgreementRegistry.BadTerms.selector, TERMS, present));
        as_(CONSUMER).request(ID, provider, TERMS, present);
        check(state(ID) == AgreementRegistry.State.None, "nothing is left of it");
    }

    function testPartiesAreTwoMembers() public {
        bytes32 consumer = agency(CONSUMER);
        bytes32 provider = agency(PROVIDER);
        chain.expectRevert(abi.encodeWithSelector(AgreementRegistry.BadParty.selector, consumer));
        as_(CONSUMER).request(ID, consumer, TERMS, ENDS);
        chain.expectRevert(abi.encodeWithSelector(AgreementRegistry.BadParty.selector, bytes32(0)));
        as_(CONSUMER).request(ID, 0, TERMS, ENDS);
        chain.expectRevert(abi.encodeWithSelector(AgreementRegistry.IdTaken.selector, bytes32(0)));
        as_(CONSUMER).request(0, provider, TERMS, ENDS);
        chain.expectRevert(abi.encodeWithSelector(AgreementRegistry.NotActive.selector, account(STRANGER)));
        as_(STRANGER).request(ID, provider, TERMS, ENDS);
        reach(ID, AgreementRegistry.State.Refused);
        chain.expectRevert(abi.encodeWithSelector(AgreementRegistry.IdTaken.selector, ID));
        as_(OTHER).request(ID, provider, TERMS, ENDS);
    }

    function testAMemberThatLeftMovesNothingAndTheOtherEndsIt() public {
        reach(ID, AgreementRegistry.State.Active);
        bytes32 gone = agency(CONSUMER);
        chain.prank(account(CONSUMER));
        agencies.resign();
        chain.expectRevert(abi.encodeWithSelector(AgreementRegistry.NotActive.selector, account(CONSUMER)));
        as_(CONSUMER).terminate(ID);
        check(!registry.mayMove(ID, AgreementRegistry.State.Revoked, gone), "nor would it be its turn");
        as_(PROVIDER).revoke(ID);
        check(state(ID) == AgreementRegistry.State.Revoked, "ended");
    }

    function testNobodyIsNoParty() public view {
        for (uint8 to = 0; to < STATES; ++to) {
            check(!registry.mayMove(ID, AgreementRegistry.State(to), 0), "nobody moves nothing");
        }
    }

    function illegal(AgreementRegistry.State from, AgreementRegistry.State to, uint256 party)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodeWithSelector(AgreementRegistry.IllegalTransition.selector, ID, from, to, agency(party));
    }
}
