// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The members of the consortium and the fingerprints of their keys.
/// @notice Nobody owns this registry. Members are admitted, suspended, restored, excluded and given a new account by
///         the votes of the members; a member leaves by its own decision. Everything else an agency does for itself.
/// @dev Quorum: ceil(2N/3) votes of the N active members, the rule by which validators seal blocks. The member in
///      question counts in N and has no vote, so that of two members neither can turn the other out. A vote counts
///      while the voter is active: votes are counted anew each time one is given. There is no upgrade and no deletion.
contract AgencyRegistry {
    enum Status {
        Unknown,
        Active,
        Suspended,
        Left
    }

    enum Motion {
        Admit,
        Suspend,
        Restore,
        Exclude,
        ChangeAccount
    }

    /// @param account the only sender that acts for the agency; kept when it has left, so that no other can take it
    /// @param status what the agency may do now
    /// @param since block time, in seconds, of the last change of status
    struct Member {
        address account;
        Status status;
        uint64 since;
    }

    /// @param motion what is asked for
    /// @param agency whom it concerns
    /// @param account of the agency to be, for Admit and ChangeAccount; zero otherwise
    /// @param closes block time, in seconds, after which no vote is taken
    /// @param decided whether it was carried
    struct Proposal {
        Motion motion;
        bytes32 agency;
        address account;
        uint64 closes;
        bool decided;
    }

    /// @param agency whose key it is; zero for a key that was never registered
    /// @param registered block time, in seconds
    /// @param revoked block time, in seconds; zero while the key counts
    struct Key {
        bytes32 agency;
        uint64 registered;
        uint64 revoked;
    }

    /// @notice How long a proposal is open.
    uint64 public constant OPEN_FOR = 30 days;

    /// @notice Most members there can be at a time; bounds the cost of counting votes.
    uint256 public constant MAX_ACTIVE = 400;

    /// @notice Longest agency code, in bytes.
    uint256 public constant MAX_CODE = 63;

    /// @notice Members by keccak256 of their code.
    mapping(bytes32 agency => Member) public members; // slot 0

    /// @notice The agency that an account acts for, or acted for before it changed its account; zero for strangers.
    mapping(address account => bytes32 agency) public agencies; // slot 1

    /// @notice Keys by their fingerprint: the SHA-256 thumbprint of RFC 7638.
    mapping(bytes32 fingerprint => Key) public keys; // slot 2

    /// @notice Active members.
    uint256 public active; // slot 3

    /// @notice Proposals by number, from 0.
    Proposal[] public proposals; // slot 4

    /// @notice Whether an agency has voted for a proposal.
    mapping(uint256 proposal => mapping(bytes32 agency => bool)) public voted; // slot 5

    mapping(uint256 proposal => bytes32[] agencies) private voters; // slot 6
    mapping(uint256 proposal => string code) private codes; // slot 7

    event Proposed(uint256 indexed proposal, Motion motion, bytes32 indexed agency, address account, bytes32 by);
    event Voted(uint256 indexed proposal, bytes32 indexed by);
    event Carried(uint256 indexed proposal, uint256 votes, uint256 quorum);
    event Admitted(bytes32 indexed agency, string code, address indexed account);
    event Suspended(bytes32 indexed agency);
    event Restored(bytes32 indexed agency);

    /// @param excluded whether the members decided it, or the agency itself
    event Left(bytes32 indexed agency, bool excluded);
    event AccountChanged(bytes32 indexed agency, address indexed account);
    event KeyRegistered(bytes32 indexed agency, bytes32 indexed fingerprint);
    event KeyRevoked(bytes32 indexed agency, bytes32 indexed fingerprint);

    /// @notice The sender acts for no active member.
    error NotActive(address sender);

    /// @notice There is at least one founder, and an account for each.
    error NoFounders();

    /// @notice The account acts, or acted, for an agency.
    error AccountTaken(address account);

    /// @notice A code has 1 to MAX_CODE bytes of a-z, 0-9 and inner hyphens.
    error BadCode(string code);

    /// @notice The agency's status does not allow this.
    error WrongStatus(bytes32 agency, Status status);

    /// @notice Nobody votes about itself.
    error OwnCase(bytes32 agency);

    error NoSuchProposal(uint256 proposal);
    error AlreadyVoted(uint256 proposal, bytes32 agency);

    /// @notice The proposal was carried, or its time is over.
    error Closed(uint256 proposal);

    /// @notice A consortium has at most MAX_ACTIVE active members.
    error Full();

    /// @notice The last active member cannot leave: nobody could admit another.
    error LastMember();

    /// @notice A fingerprint is a hash, and belongs to one agency once and for all.
    error KeyTaken(bytes32 fingerprint);

    /// @notice The fingerprint is not that of a key of the sender that counts.
    error NoSuchKey(bytes32 fingerprint);

    /// @notice The founders are active members from the beginning.
    constructor(string[] memory founders, address[] memory accounts) {
        if (founders.length == 0 || founders.length != accounts.length) revert NoFounders();
        for (uint256 i = 0; i < founders.length; ++i) {
            admit(checkedCode(founders[i]), founders[i], accounts[i]);
        }
    }

    /// @notice Proposes an agency for admission; the proposer's vote is given with it.
    /// @param code the agency's code, unique for ever: one that has left comes back under another
    /// @return proposal its number
    function proposeAdmission(string calldata code, address account) external returns (uint256 proposal) {
        bytes32 agency = checkedCode(code);
        requireUnknown(agency);
        requireFree(account);
        proposal = open(Motion.Admit, agency, account);
        codes[proposal] = code;
        vote(proposal);
    }

    /// @notice Proposes to suspend, restore or exclude a member; the proposer's vote is given with it.
    function propose(Motion motion, bytes32 agency) external returns (uint256 proposal) {
        if (motion == Motion.Admit || motion == Motion.ChangeAccount) revert WrongStatus(agency, members[agency].status);
        requireStatus(motion, agency);
        proposal = open(motion, agency, address(0));
        vote(proposal);
    }

    /// @notice Proposes another account for a member that has lost its own; the proposer's vote is given with it.
    function proposeAccount(bytes32 agency, address account) external returns (uint256 proposal) {
        requireStatus(Motion.ChangeAccount, agency);
        requireFree(account);
        proposal = open(Motion.ChangeAccount, agency, account);
        vote(proposal);
    }

    /// @notice Votes for a proposal, which is carried out at once when the quorum is reached.
    function vote(uint256 proposal) public {
        if (proposal >= proposals.length) revert NoSuchProposal(proposal);
        bytes32 voter = sender();
        Proposal storage asked = proposals[proposal];
        if (voter == asked.agency) revert OwnCase(voter);
        if (asked.decided || block.timestamp > asked.closes) revert Closed(proposal);
        if (voted[proposal][voter]) revert AlreadyVoted(proposal, voter);
        voted[proposal][voter] = true;
        voters[proposal].push(voter);
        emit Voted(proposal, voter);
        settle(proposal);
    }

    /// @notice Carries a proposal out if it has its quorum by now, as it may when the number of members has changed.
    function settle(uint256 proposal) public {
        if (proposal >= proposals.length) revert NoSuchProposal(proposal);
        Proposal storage asked = proposals[proposal];
        if (asked.decided || block.timestamp > asked.closes) revert Closed(proposal);
        uint256 votes = tally(proposal);
        uint256 needed = quorum();
        if (votes < needed) return;
        asked.decided = true;
        emit Carried(proposal, votes, needed);
        carryOut(proposal, asked);
    }

    /// @notice Leaves the consortium, for ever.
    function resign() external {
        bytes32 agency = sender();
        if (active == 1) revert LastMember();
        depart(agency, false);
    }

    /// @notice Gives the sender's agency another account; the old one can do nothing any more.
    function changeAccount(address account) external {
        bytes32 agency = sender();
        requireFree(account);
        setAccount(agency, account);
    }

    /// @notice Registers the fingerprint of a key of the sender's agency.
    function registerKey(bytes32 fingerprint) external {
        bytes32 agency = sender();
        if (fingerprint == 0 || keys[fingerprint].agency != 0) revert KeyTaken(fingerprint);
        keys[fingerprint] = Key(agency, uint64(block.timestamp), 0);
        emit KeyRegistered(agency, fingerprint);
    }

    /// @notice Says that a key does not count from now on. A suspended agency may still do this, and only this.
    function revokeKey(bytes32 fingerprint) external {
        bytes32 agency = agencyOf(msg.sender);
        Status status = members[agency].status;
        if (status != Status.Active && status != Status.Suspended) revert NotActive(msg.sender);
        Key storage key = keys[fingerprint];
        if (key.agency != agency || key.revoked != 0) revert NoSuchKey(fingerprint);
        key.revoked = uint64(block.timestamp);
        emit KeyRevoked(agency, fingerprint);
    }

    /// @notice Votes that a proposal needs now.
    function quorum() public view returns (uint256) {
        return (2 * active + 2) / 3;
    }

    /// @notice Votes for a proposal by members that are active now.
    function tally(uint256 proposal) public view returns (uint256 votes) {
        bytes32[] storage given = voters[proposal];
        for (uint256 i = 0; i < given.length; ++i) {
            if (members[given[i]].status == Status.Active) ++votes;
        }
    }

    /// @notice The active agency that an account acts for; zero for anybody else.
    function activeAgency(address account) external view returns (bytes32 agency) {
        agency = agencyOf(account);
        if (members[agency].status != Status.Active) return 0;
    }

    /// @notice How many proposals there are.
    function proposalCount() external view returns (uint256) {
        return proposals.length;
    }

    function open(Motion motion, bytes32 agency, address account) private returns (uint256 proposal) {
        bytes32 by = sender();
        proposal = proposals.length;
        proposals.push(Proposal(motion, agency, account, uint64(block.timestamp) + OPEN_FOR, false));
        emit Proposed(proposal, motion, agency, account, by);
    }

    /// @dev What was right when it was proposed may have changed since.
    function carryOut(uint256 proposal, Proposal storage asked) private {
        bytes32 agency = asked.agency;
        if (asked.motion == Motion.Admit) {
            admit(agency, codes[proposal], asked.account);
            return;
        }
        requireStatus(asked.motion, agency);
        if (asked.motion == Motion.Suspend) {
            --active;
            become(agency, Status.Suspended);
            emit Suspended(agency);
        } else if (asked.motion == Motion.Restore) {
            if (active == MAX_ACTIVE) revert Full();
            ++active;
            become(agency, Status.Active);
            emit Restored(agency);
        } else if (asked.motion == Motion.Exclude) {
            depart(agency, true);
        } else {
            requireFree(asked.account);
            setAccount(agency, asked.account);
        }
    }

    function requireStatus(Motion motion, bytes32 agency) private view {
        Status status = members[agency].status;
        if (status == Status.Active) {
            if (motion == Motion.Restore) revert WrongStatus(agency, status);
        } else if (status == Status.Suspended) {
            if (motion == Motion.Suspend) revert WrongStatus(agency, status);
        } else {
            revert WrongStatus(agency, status);
        }
    }

    function admit(bytes32 agency, string memory code, address account) private {
        requireUnknown(agency);
        requireFree(account);
        if (active == MAX_ACTIVE) revert Full();
        ++active;
        members[agency].account = account;
        agencies[account] = agency;
        become(agency, Status.Active);
        emit Admitted(agency, code, account);
    }

    function depart(bytes32 agency, bool excluded) private {
        if (members[agency].status == Status.Active) --active;
        become(agency, Status.Left);
        emit Left(agency, excluded);
    }

    function become(bytes32 agency, Status status) private {
        members[agency].status = status;
        members[agency].since = uint64(block.timestamp);
    }

    /// @dev The old account stays taken: it must never act for another agency.
    function setAccount(bytes32 agency, address account) private {
        agencies[account] = agency;
        members[agency].account = account;
        emit AccountChanged(agency, account);
    }

    function sender() private view returns (bytes32 agency) {
        agency = agencyOf(msg.sender);
        if (members[agency].status != Status.Active) revert NotActive(msg.sender);
    }

    /// @dev Zero for strangers and for an account that was changed for another.
    function agencyOf(address account) private view returns (bytes32 agency) {
        agency = agencies[account];
        if (members[agency].account != account) return 0;
    }

    function requireUnknown(bytes32 agency) private view {
        Status status = members[agency].status;
        if (status != Status.Unknown) revert WrongStatus(agency, status);
    }

    function requireFree(address account) private view {
        if (account == address(0) || agencies[account] != 0) revert AccountTaken(account);
    }

    function checkedCode(string memory code) private pure returns (bytes32) {
        bytes memory text = bytes(code);
        if (text.length == 0 || text.length > MAX_CODE || text[0] == "-") revert BadCode(code);
        for (uint256 i = 0; i < text.length; ++i) {
            bytes1 c = text[i];
            bool allowed = (c >= "a" && c <= "z") || (c >= "0" && c <= "9") || c == "-";
            if (!allowed) revert BadCode(code);
        }
        return keccak256(text);
    }
}
