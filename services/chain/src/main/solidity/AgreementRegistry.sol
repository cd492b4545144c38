// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Who acts for which active member; answered by the AgencyRegistry.
interface Members {
    function activeAgency(address account) external view returns (bytes32 agency);
}

/// @title Hash and state of the agreements by which one agency reads what another holds.
/// @notice The terms stay with the parties; here stands their hash, the state, and who may change it. An illegal
///         transition, or one by the wrong party, is refused by every node.
/// @dev Requested ─ offer ─► Offered ─ counter ─► Countered ─ offer ─► Offered …; each of the three is accepted by the
///      party that did not speak last, refused by the provider or withdrawn by the consumer. Active and Suspended end
///      as Revoked (provider), Terminated (consumer) or, past their end, Expired. There is no owner and no deletion.
contract AgreementRegistry {
    enum State {
        None,
        Requested,
        Offered,
        Countered,
        Active,
        Suspended,
        Refused,
        Withdrawn,
        Revoked,
        Terminated,
        Expired
    }

    /// @param consumer agency that asks to read
    /// @param provider agency that is asked
    /// @param terms hash of the terms that the state is about
    /// @param ends block time, in seconds, from which the agreement has expired
    /// @param since block time, in seconds, of the last transition
    /// @param suspendedBy who may lift the suspension; zero unless suspended
    /// @param state where it stands
    struct Agreement {
        bytes32 consumer;
        bytes32 provider;
        bytes32 terms;
        bytes32 suspendedBy;
        uint64 ends;
        uint64 since;
        State state;
    }

    /// @notice The consortium's members.
    Members public immutable members;

    /// @notice Agreements by the id that their consumer gave them.
    mapping(bytes32 id => Agreement) public agreements; // slot 0

    /// @notice An agreement has come from one state into another, about these terms, by this party.
    event Moved(bytes32 indexed id, State indexed from, State indexed to, bytes32 by, bytes32 terms, uint64 ends);

    /// @notice The sender acts for no active member.
    error NotActive(address sender);

    /// @notice The id is zero or belongs to another agreement.
    error IdTaken(bytes32 id);

    /// @notice Nobody asks itself, and an agreement is with somebody.
    error BadParty(bytes32 party);

    /// @notice Terms are a hash, and end in the future.
    error BadTerms(bytes32 terms, uint64 ends);

    /// @notice The sender's agency may not do this in this state.
    error IllegalTransition(bytes32 id, State from, State to, bytes32 by);

    /// @notice The terms have changed since the sender saw them.
    error OtherTerms(bytes32 id, bytes32 present, bytes32 given);

    /// @notice The agreement has come to its end.
    error Over(bytes32 id, uint64 ends);

    constructor(Members members_) {
        members = members_;
    }

    /// @notice Asks a provider for an agreement.
    function request(bytes32 id, bytes32 provider, bytes32 terms, uint64 ends) external {
        bytes32 consumer = sender();
        Agreement storage agreement = agreements[id];
        if (id == 0 || agreement.state != State.None) revert IdTaken(id);
        if (provider == 0 || provider == consumer) revert BadParty(provider);
        agreement.consumer = consumer;
        agreement.provider = provider;
        propose(id, agreement, State.Requested, consumer, terms, ends);
    }

    /// @notice The provider answers with terms of its own.
    function offer(bytes32 id, bytes32 terms, uint64 ends) external {
        Agreement storage agreement = agreements[id];
        propose(id, agreement, State.Offered, allowed(id, agreement, State.Offered), terms, ends);
    }

    /// @notice The consumer answers an offer with terms of its own.
    function counter(bytes32 id, bytes32 terms, uint64 ends) external {
        Agreement storage agreement = agreements[id];
        propose(id, agreement, State.Countered, allowed(id, agreement, State.Countered), terms, ends);
    }

    /// @notice Accepts what the other party has proposed last.
    /// @param terms what the sender agrees to; refused when something else is on the table by now
    function accept(bytes32 id, bytes32 terms) external {
        Agreement storage agreement = agreements[id];
        if (agreement.state == State.Suspended) {
            revert IllegalTransition(id, State.Suspended, State.Active, members.activeAgency(msg.sender));
        }
        bytes32 by = allowed(id, agreement, State.Active);
        if (agreement.terms != terms) revert OtherTerms(id, agreement.terms, terms);
        requireCurrent(id, agreement);
        move(id, agreement, State.Active, by);
    }

    /// @notice The provider refuses.
    function refuse(bytes32 id) external {
        end(id, State.Refused);
    }

    /// @notice The consumer takes its request back.
    function withdraw(bytes32 id) external {
        end(id, State.Withdrawn);
    }

    /// @notice Either party suspends an active agreement.
    function suspend(bytes32 id) external {
        Agreement storage agreement = agreements[id];
        bytes32 by = allowed(id, agreement, State.Suspended);
        agreement.suspendedBy = by;
        move(id, agreement, State.Suspended, by);
    }

    /// @notice The party that suspended an agreement makes it active again.
    function resume(bytes32 id) external {
        Agreement storage agreement = agreements[id];
        if (agreement.state != State.Suspended) {
            revert IllegalTransition(id, agreement.state, State.Active, members.activeAgency(msg.sender));
        }
        bytes32 by = allowed(id, agreement, State.Active);
        requireCurrent(id, agreement);
        agreement.suspendedBy = 0;
        move(id, agreement, State.Active, by);
    }

    /// @notice The provider ends an agreement.
    function revoke(bytes32 id) external {
        end(id, State.Revoked);
    }

    /// @notice The consumer ends an agreement.
    function terminate(bytes32 id) external {
        end(id, State.Terminated);
    }

    /// @notice Says of an agreement past its end that it has expired. It grants nothing from its end on, said or not.
    function expire(bytes32 id) external {
        end(id, State.Expired);
    }

    /// @notice Whether the agreement lets its consumer read at this moment.
    function inForce(bytes32 id) external view returns (bool) {
        return agreements[id].state == State.Active && block.timestamp < agreements[id].ends;
    }

    /// @notice Whether an agency may bring an agreement into a state, as it stands now.
    function mayMove(bytes32 id, State to, bytes32 by) public view returns (bool) {
        Agreement storage agreement = agreements[id];
        bool consumer = by != 0 && by == agreement.consumer;
        bool provider = by != 0 && by == agreement.provider;
        State from = agreement.state;
        bool negotiating = from == State.Requested || from == State.Offered || from == State.Countered;
        bool concluded = from == State.Active || from == State.Suspended;
        if (to == State.Offered) return provider && (from == State.Requested || from == State.Countered);
        if (to == State.Countered) return consumer && from == State.Offered;
        if (to == State.Active) {
            if (from == State.Suspended) return by != 0 && by == agreement.suspendedBy;
            if (from == State.Offered) return consumer;
            return provider && negotiating;
        }
        if (to == State.Suspended) return (consumer || provider) && from == State.Active;
        if (to == State.Refused) return provider && negotiating;
        if (to == State.Withdrawn) return consumer && negotiating;
        if (to == State.Revoked) return provider && concluded;
        if (to == State.Terminated) return consumer && concluded;
        if (to == State.Expired) return (consumer || provider) && concluded && block.timestamp >= agreement.ends;
        return false;
    }

    function end(bytes32 id, State to) private {
        Agreement storage agreement = agreements[id];
        bytes32 by = allowed(id, agreement, to);
        agreement.suspendedBy = 0;
        move(id, agreement, to, by);
    }

    function propose(bytes32 id, Agreement storage agreement, State to, bytes32 by, bytes32 terms, uint64 ends)
        private
    {
        if (terms == 0 || ends <= block.timestamp) revert BadTerms(terms, ends);
        agreement.terms = terms;
        agreement.ends = ends;
        move(id, agreement, to, by);
    }

    function move(bytes32 id, Agreement storage agreement, State to, bytes32 by) private {
        State from = agreement.state;
        agreement.state = to;
        agreement.since = uint64(block.timestamp);
        emit Moved(id, from, to, by, agreement.terms, agreement.ends);
    }

    function allowed(bytes32 id, Agreement storage agreement, State to) private view returns (bytes32 by) {
        by = sender();
        if (!mayMove(id, to, by)) revert IllegalTransition(id, agreement.state, to, by);
    }

    function requireCurrent(bytes32 id, Agreement storage agreement) private view {
        if (block.timestamp >= agreement.ends) revert Over(id, agreement.ends);
    }

    function sender() private view returns (bytes32 agency) {
        agency = members.activeAgency(msg.sender);
        if (agency == 0) revert NotActive(msg.sender);
    }
}
