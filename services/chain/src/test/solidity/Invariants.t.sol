// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgencyRegistry} from "../../main/solidity/AgencyRegistry.sol";
import {AgreementRegistry, Members} from "../../main/solidity/AgreementRegistry.sol";
import {AnchorRegistry} from "../../main/solidity/AnchorRegistry.sol";
import {Test} from "./Cheats.sol";
import {HashTree} from "./HashTree.sol";

/// @notice Does what members, former members and strangers may think of, in any order.
contract RestlessMembers is Test {
    uint256 public constant POOL = 9;
    uint256 private constant FOUNDERS = 4;
    uint256 private constant NO_PROPOSAL = type(uint256).max;

    // What the registry said before a call.
    struct Before {
        bytes32 sender;
        uint256 active;
        AgencyRegistry.Status[POOL] statuses;
        bool decided;
    }

    AgencyRegistry public immutable registry;
    mapping(uint256 agency => bool) private gone;
    mapping(uint256 proposal => mapping(bytes32 agency => bool)) private gave;

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
        act(by, call, registry.proposalCount());
    }

    function propose(uint8 by, uint8 about, uint8 motion) external {
        bytes memory call =
            abi.encodeCall(AgencyRegistry.propose, (AgencyRegistry.Motion(1 + motion % 3), id(about % POOL)));
        act(by, call, registry.proposalCount());
    }

    function proposeAccount(uint8 by, uint8 about, uint8 to) external {
        bytes memory call = abi.encodeCall(AgencyRegistry.proposeAccount, (id(about % POOL), account(to % (2 * POOL))));
        act(by, call, registry.proposalCount());
    }

    function vote(uint8 by, uint8 back) external {
        uint256 count = registry.proposalCount();
        if (count != 0) giveVote(by, count - 1 - back % count % 4);
    }

    /// Three in a row, or quorums would be rare.
    function voteTogether(uint8 by) external {
        uint256 count = registry.proposalCount();
        for (uint8 i = 0; count != 0 && i < 3; ++i) {
            giveVote((by % 128) + i, count - 1);
        }
    }

    function settle(uint8 back) external {
        uint256 count = registry.proposalCount();
        if (count != 0) act(0, abi.encodeCall(AgencyRegistry.settle, (back % count)), back % count);
    }

    function resign(uint8 by) external {
        if (by % 8 == 0) act(by / 8, abi.encodeCall(AgencyRegistry.resign, ()), NO_PROPOSAL);
    }

    function changeAccount(uint8 by, uint8 to) external {
        act(by, abi.encodeCall(AgencyRegistry.changeAccount, (account(to % (2 * POOL)))), NO_PROPOSAL);
    }

    function wait_(uint16 minutes_) external {
        chain.warp(block.timestamp + uint256(minutes_) * 60);
    }

    function giveVote(uint256 by, uint256 proposal) private {
        act(by, abi.encodeCall(AgencyRegistry.vote, (proposal)), proposal);
    }

    /// @param proposal what the call makes, votes for or settles
    function act(uint256 by, bytes memory call, uint256 proposal) private {
        address sender = account(by % (2 * POOL));
        Before memory before = present(sender, proposal);
        chain.prank(sender);
        (bool done,) = address(registry).call(call);
        if (!done) return;
        judge(before, bytes4(call), proposal);
        look();
    }

    function present(address sender, uint256 proposal) private view returns (Before memory before) {
        before.sender = registry.activeAgency(sender);
        before.active = registry.active();
        before.decided = isDecided(proposal);
        for (uint256 i = 0; i < POOL; ++i) before.statuses[i] = statusOf(i);
    }

    /// Votes are counted here from the calls that were taken, not from what the registry keeps of them.
    function judge(Before memory before, bytes4 called, uint256 proposal) private {
        bytes32 subject;
        if (called == AgencyRegistry.resign.selector) subject = before.sender;
        if (proposal != NO_PROPOSAL) {
            (, bytes32 concerned,,,) = registry.proposals(proposal);
            if (called != AgencyRegistry.settle.selector) {
                if (gave[proposal][before.sender]) wrong = "a member voted twice";
                if (concerned == before.sender) wrong = "a member voted about itself";
                gave[proposal][before.sender] = true;
            }
            if (before.decided) wrong = "what was decided was voted on again";
            bool enough = 3 * votes(before, proposal) >= 2 * before.active;
            if (isDecided(proposal) != enough) wrong = "carried by less than two thirds, or not carried by them";
            if (enough) subject = concerned;
        }
        for (uint256 i = 0; i < POOL; ++i) {
            bool moved = statusOf(i) != before.statuses[i];
            if (moved && id(i) != subject) wrong = "a status changed that nobody decided on";
        }
    }

    /// Votes of those that were active when the proposal was looked at.
    function votes(Before memory before, uint256 proposal) private view returns (uint256 count) {
        for (uint256 i = 0; i < POOL; ++i) {
            if (gave[proposal][id(i)] && before.statuses[i] == AgencyRegistry.Status.Active) ++count;
        }
    }

    function isDecided(uint256 proposal) private view returns (bool decided) {
        if (proposal >= registry.proposalCount()) return false;
        (,,,, decided) = registry.proposals(proposal);
    }

    function statusOf(uint256 number) private view returns (AgencyRegistry.Status status) {
        (, status,) = registry.members(id(number));
    }

    function look() private {
        for (uint256 i = 0; i < POOL; ++i) {
            AgencyRegistry.Status status = statusOf(i);
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

/// @notice Two logs, whose keys and a stranger anchor heads that are right, forked, smaller or badly proven, in any order.
/// @dev Sizes are always those of the trees: that a root stands for so many leaves is the log's own statement.
contract RestlessLogs is Test {
    uint64 private constant MOST = 40;

    /// @dev The leaf in which the second history differs from the first.
    uint64 private constant FORK = 6;

    struct Offer {
        bytes32 log;
        uint64 size;
        bytes32 root;
        bytes32[] proof;
    }

    AnchorRegistry public immutable registry;
    bytes32[2] public logs;

    HashTree[2] private histories;
    mapping(bytes32 log => uint64[] sizes) private sizesOf;
    mapping(bytes32 log => mapping(uint64 size => bytes32 root)) private rootOf;

    /// @dev Whether a head of the log is not of this history.
    mapping(bytes32 log => bool[2]) private left;

    string public wrong;

    constructor() {
        AnchorRegistry fresh = new AnchorRegistry();
        for (uint256 i = 0; i < 2; ++i) {
            histories[i] = new HashTree();
            chain.prank(account(i));
            logs[i] = fresh.open("origin");
        }
        histories[1].change(FORK);
        registry = fresh;
    }

    /// @param by the log's key, unless divisible by 4
    /// @param told which history the head is of
    /// @param growth leaves more than in the anchored head
    /// @param fault what is wrong with the head; mostly nothing
    function anchor(uint8 which, uint8 by, uint8 told, uint8 growth, uint8 fault) external {
        which %= 2;
        told %= 2;
        fault %= 8;
        Offer memory offer;
        offer.log = logs[which];
        uint64 from = registry.heads(offer.log);
        offer.size = from + growth % 6;
        if (fault == 1) offer.size = from / 2;
        if (fault == 2) from /= 2;
        if (offer.size == 0 || offer.size > MOST) return;
        offer.root = histories[told].root(0, offer.size);
        if (fault == 3) told = 1 - told;
        if (from != 0 && from < offer.size) offer.proof = histories[told].consistency(from, offer.size);
        if (fault == 4 && offer.proof.length != 0) offer.proof[growth % offer.proof.length] ^= bytes32(uint256(1));
        offerBy(by % 4 == 0 ? by / 4 % 3 : which, which, offer);
    }

    function offerBy(uint256 sender, uint256 key, Offer memory offer) private {
        bytes memory call =
            abi.encodeCall(AnchorRegistry.anchor, (offer.log, offer.size, offer.root, offer.proof));
        chain.prank(account(sender));
        (bool done,) = address(registry).call(call);
        if (!done) return;
        if (sender != key) wrong = "another than the log's key anchored";
        record(offer);
        for (uint256 i = 0; i < 2; ++i) look(logs[i]);
    }

    function record(Offer memory offer) private {
        uint64[] storage sizes = sizesOf[offer.log];
        uint64 last = sizes.length == 0 ? 0 : sizes[sizes.length - 1];
        if (offer.size < last) wrong = "a head shrank";
        if (offer.size > last) {
            sizes.push(offer.size);
            rootOf[offer.log][offer.size] = offer.root;
        }
        bool[2] storage other = left[offer.log];
        for (uint256 i = 0; i < 2; ++i) {
            if (histories[i].root(0, offer.size) != offer.root) other[i] = true;
        }
        if (other[0] && other[1]) wrong = "heads of two histories";
    }

    function look(bytes32 log) private {
        uint64[] storage sizes = sizesOf[log];
        for (uint256 i = 0; i < sizes.length; ++i) {
            if (registry.roots(log, sizes[i]) != rootOf[log][sizes[i]]) wrong = "a root changed";
        }
        uint64 last = sizes.length == 0 ? 0 : sizes[sizes.length - 1];
        if (registry.heads(log) != last) wrong = "the head is not what was anchored last";
    }
}

contract InvariantsTest is Test {
    RestlessMembers private members;
    RestlessParties private parties;
    RestlessLogs private logs;

    function setUp() public {
        members = new RestlessMembers();
        parties = new RestlessParties();
        logs = new RestlessLogs();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](3);
        (targets[0], targets[1], targets[2]) = (address(members), address(parties), address(logs));
    }

    /// Or the invariants of the logs would hold because nothing is ever anchored.
    function testLogsGrowAndTheirFaultsAreFaults() public {
        logs.anchor(0, 1, 0, 5, 0);
        check(headOfTheFirst() == 5, "taken");
        logs.anchor(0, 1, 0, 5, 0);
        check(headOfTheFirst() == 10, "extended");
        logs.anchor(0, 1, 1, 5, 0);
        logs.anchor(0, 4, 0, 5, 0);
        logs.anchor(0, 8, 0, 5, 0);
        for (uint8 fault = 1; fault <= 4; ++fault) logs.anchor(0, 1, 0, 5, fault);
        check(headOfTheFirst() == 10, "a fork, two strangers and four faults are refused");
        check(logs.registry().heads(logs.logs(1)) == 0, "the other log is another");
    }

    function headOfTheFirst() private view returns (uint64) {
        return logs.registry().heads(logs.logs(0));
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
        check(bytes(logs.wrong()).length == 0, logs.wrong());
    }
}
