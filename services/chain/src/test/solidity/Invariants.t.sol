// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgencyRegistry} from "../../main/solidity/AgencyRegistry.sol";
import {AgreementRegistry, Members} from "../../main/solidity/AgreementRegistry.sol";
import {Test} from "./Cheats.sol";

/// @notice Does what members, former members and strangers may think of, in any order.
contract RestlessMembers is Test {
    uint256 public constant POOL = 9;
    uint256 private constant FOUNDERS = 4;

    AgencyRegistry public immutable registry;
    mapping(uint256 agency => bool) private gone;

    /// @notice What was found to be wrong; empty while all is well.
    string public wrong;

    constructor() {
        string[] memory codes = new string[](FOUNDERS);
        address[] memory accounts = new address[](FOUNDERS);
        for (uint256 i = 0; i < FOUNDERS; ++i) (codes[i], accounts[i]) = (code(i), account(i));
        registry = new AgencyRegistry(codes, accounts);
    }

    function code(uint256 number) public pure returns (string memory) {
        return string(abi.encodePacked("a", bytes1(uint8(48 + number))));
    }

    function id(uint256 number) public pure returns (bytes32) {
        return keccak256(bytes(code(number)));
    }

    function apply_(uint8 by, uint8 about, uint8 how) external {
        bytes memory call = abi.encodeCall(AgencyRegistry.proposeAdmission, (code(about % POOL), account(how % (2 * POOL))));
        act(by, call);
    }

    function propose(uint8 by, uint8 about, uint8 motion) external {
        act(by, abi.encodeCall(AgencyRegistry.propose, (AgencyRegistry.Motion(1 + motion % 3), id(about % POOL))));
    }

    function proposeAccount(uint8 by, uint8 about, uint8 to) external {
        act(by, abi.encodeCall(AgencyRegistry.proposeAccount, (id(about % POOL), account(to % (2 * POOL)))));
    }

    function vote(uint8 by, uint8 back) external {
        uint256 count = registry.proposalCount();
        if (count != 0) act(by, abi.encodeCall(AgencyRegistry.vote, (count - 1 - back % count % 4)));
    }

    /// Three in a row, or quorums would be rare.
    function voteTogether(uint8 by) external {
        uint256 count = registry.proposalCount();
        for (uint8 i = 0; count != 0 && i < 3; ++i) {
            act((by % 128) + i, abi.encodeCall(AgencyRegistry.vote, (count - 1)));
        }
    }

    function settle(uint8 back) external {
        uint256 count = registry.proposalCount();
        if (count != 0) act(0, abi.encodeCall(AgencyRegistry.settle, (back % count)));
    }

    function resign(uint8 by) external {
        if (by % 8 == 0) act(by / 8, abi.encodeCall(AgencyRegistry.resign, ()));
    }

    function changeAccount(uint8 by, uint8 to) external {
        act(by, abi.encodeCall(AgencyRegistry.changeAccount, (account(to % (2 * POOL)))));
    }

    function wait_(uint16 minutes_) external {
        chain.warp(block.timestamp + uint256(minutes_) * 60);
    }

    function act(uint256 by, bytes memory call) private {
        chain.prank(account(by % (2 * POOL)));
        (bool done,) = address(registry).call(call);
        if (done) look();
    }

    function look() private {
        for (uint256 i = 0; i < POOL; ++i) {
            (, AgencyRegistry.Status status,) = registry.members(id(i));
            if (gone[i] && status != AgencyRegistry.Status.Left) wrong = "a member that left came back";
            gone[i] = status == AgencyRegistry.Status.Left;
        }
    }
}

/// @notice Two agencies and a third that negotiate about a few agreements, in any order.
contract RestlessParties is Test {
    uint256 public constant AGREEMENTS = 3;

    AgreementRegistry public immutable registry;
    bytes32[3] public agencies = [keccak256("tax"), keccak256("medical"), keccak256("legal")];

    mapping(uint256 agreement => uint256 party) private spokeLast;
    mapping(uint256 agreement => bytes32) private consumers;
    mapping(uint256 agreement => AgreementRegistry.State) private ended;

    string public wrong;

    constructor() {
        string[] memory codes = new string[](3);
        address[] memory accounts = new address[](3);
        (codes[0], codes[1], codes[2]) = ("tax", "medical", "legal");
        for (uint256 i = 0; i < 3; ++i) accounts[i] = account(i);
        registry = new AgreementRegistry(Members(address(new AgencyRegistry(codes, accounts))));
    }

    function step(uint8 which, uint8 by, uint8 how, uint8 terms) external {
        uint256 agreement = which % AGREEMENTS;
        uint256 party = by % 3;
        bytes32 id = bytes32(agreement + 1);
        bytes32 hash = bytes32(uint256(1 + terms % 2));
        uint64 ends = uint64(block.timestamp) + 1 + terms;
        bytes memory call;
        how %= 11;
        if (how == 0) call = abi.encodeCall(AgreementRegistry.request, (id, agencies[terms % 3], hash, ends));
        if (how == 1) call = abi.encodeCall(AgreementRegistry.offer, (id, hash, ends));
        if (how == 2) call = abi.encodeCall(AgreementRegistry.counter, (id, hash, ends));
        if (how == 3) call = abi.encodeCall(AgreementRegistry.accept, (id, hash));
        if (how == 4) call = abi.encodeCall(AgreementRegistry.suspend, (id));
        if (how == 5) call = abi.encodeCall(AgreementRegistry.resume, (id));
        if (how == 6) call = abi.encodeCall(AgreementRegistry.refuse, (id));
        if (how == 7) call = abi.encodeCall(AgreementRegistry.withdraw, (id));
        if (how == 8) call = abi.encodeCall(AgreementRegistry.revoke, (id));
        if (how == 9) call = abi.encodeCall(AgreementRegistry.terminate, (id));
        if (how == 10) call = abi.encodeCall(AgreementRegistry.expire, (id));
        chain.prank(account(party));
        (bool done,) = address(registry).call(call);
        if (!done) return;
        if (how <= 2) spokeLast[agreement] = party;
        if (how == 3 && spokeLast[agreement] == party) wrong = "a party accepted what it had proposed itself";
        look(agreement, id);
    }

    function wait_(uint8 seconds_) external {
        chain.warp(block.timestamp + seconds_);
    }

    function look(uint256 agreement, bytes32 id) private {
        (bytes32 consumer, bytes32 provider,,,,, AgreementRegistry.State state) = registry.agreements(id);
        if (consumer == provider) wrong = "an agency agreed with itself";
        if (consumers[agreement] != 0 && consumers[agreement] != consumer) wrong = "the consumer changed";
        consumers[agreement] = consumer;
        if (ended[agreement] != AgreementRegistry.State.None && ended[agreement] != state) wrong = "an end was no end";
        if (state >= AgreementRegistry.State.Refused) ended[agreement] = state;
    }
}

contract InvariantsTest is Test {
    RestlessMembers private members;
    RestlessParties private parties;

    function setUp() public {
        members = new RestlessMembers();
        parties = new RestlessParties();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](2);
        (targets[0], targets[1]) = (address(members), address(parties));
    }

    function invariantActiveIsTheNumberOfActiveMembers() public view {
        uint256 active;
        for (uint256 i = 0; i < members.POOL(); ++i) {
            (, AgencyRegistry.Status status,) = members.registry().members(members.id(i));
            if (status == AgencyRegistry.Status.Active) ++active;
        }
        check(active == members.registry().active(), "counted otherwise");
        check(active > 0, "nobody is left to decide anything");
    }

    function invariantAnAgencyHasOneAccount() public view {
        uint256 acting;
        for (uint256 i = 0; i < 2 * members.POOL(); ++i) {
            bytes32 agency = members.registry().activeAgency(account(i));
            if (agency == 0) continue;
            ++acting;
            (address own,,) = members.registry().members(agency);
            check(own == account(i), "another account acts for it");
        }
        check(acting == members.registry().active(), "as many accounts as members");
    }

    function invariantNothingWentWrong() public view {
        check(bytes(members.wrong()).length == 0, members.wrong());
        check(bytes(parties.wrong()).length == 0, parties.wrong());
    }
}
