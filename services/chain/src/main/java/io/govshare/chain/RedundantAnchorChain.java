package io.govshare.chain;

import io.govshare.proof.merkle.Hash;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One chain through several endpoints, none of which is believed alone.
 *
 * <p>Questions go to the first usable endpoint. What only paces the caller (heads, nonces, whether a transaction is
 * mined) is taken from it as it is: a wrong answer costs time. What counts as evidence is {@link #prove}: a proof is
 * given out only when a second endpoint has the same block, and the same root in the contract. Where the validators are
 * known, a block without their seals tells at once who lies; where they are not, two endpoints that disagree are a tie,
 * and a third one breaks it.
 *
 * <p>With a single endpoint everything is that one's word.
 */
public final class RedundantAnchorChain implements AnchorChain, AutoCloseable {
    private final Endpoints endpoints;
    private final List<? extends AnchorChain> chains;
    private final HeadSurvey survey;
    private final AnchorSender sender;
    private final SecondOpinion opinion;

    /** Who named the block that is to be proven. */
    private volatile int teller;

    /** Who told where the contract stands, which is what the transaction on its way was built on. */
    private volatile int adviser;

    /**
     * @param chains as many as there are endpoints, in the same order
     * @param seals tells blocks that the validators sealed from others
     */
    public RedundantAnchorChain(
            Endpoints endpoints, List<? extends AnchorChain> chains, BlockSeals seals, InstantSource clock) {
        if (chains.size() != endpoints.count()) {
            throw new IllegalArgumentException(chains.size() + " chains for " + endpoints.count() + " endpoints");
        }
        this.endpoints = endpoints;
        this.chains = List.copyOf(chains);
        this.survey = new HeadSurvey(endpoints, this.chains);
        this.sender = new AnchorSender(endpoints, this.chains, survey::height);
        this.opinion = new SecondOpinion(endpoints, this.chains, seals, clock);
    }

    @Override
    public ChainInfo info() {
        return chains.getFirst().info();
    }

    @Override
    public SignedAnchor sign(AnchorRequest request, long nonce, long gasPrice) {
        return chains.getFirst().sign(request, nonce, gasPrice);
    }

    @Override
    public long gasPrice() {
        return endpoints.firstInTime(index -> chains.get(index).gasPrice());
    }

    @Override
    public long nextNonce() {
        return endpoints.firstInTime(index -> chains.get(index).nextNonce());
    }

    @Override
    public AnchorOutcome send(SignedAnchor anchor) {
        return sender.send(anchor);
    }

    @Override
    public AnchorOutcome sendEverywhere(SignedAnchor anchor) {
        return sender.sendEverywhere(anchor);
    }

    @Override
    public Optional<MinedAnchor> mined(String txHash) {
        return endpoints.firstInTime(index -> {
            Optional<MinedAnchor> mined = chains.get(index).mined(txHash);
            if (mined.isPresent()) {
                teller = index;
            }
            return mined;
        });
    }

    @Override
    public AnchorProof prove(long size, long blockNumber) {
        return endpoints.isSingle()
                ? endpoints.firstInTime(index -> chains.get(index).prove(size, blockNumber))
                : opinion.prove(size, blockNumber, teller);
    }

    @Override
    public Optional<AnchorHead> head() {
        return endpoints.firstInTime(index -> {
            Optional<AnchorHead> head = chains.get(index).head();
            adviser = index;
            return head;
        });
    }

    @Override
    public Optional<Hash> anchoredRoot(long size) {
        return endpoints.firstInTime(index -> chains.get(index).anchoredRoot(size));
    }

    @Override
    public Optional<Hash> agreedRoot(long size) {
        return endpoints.isSingle() ? anchoredRoot(size) : opinion.root(size);
    }

    @Override
    public boolean shows(Predicate<ReadOnlyChain> shows) {
        for (Endpoint endpoint : endpoints.usable()) {
            try {
                if (endpoints.inTime(endpoint, () -> shows.test(chains.get(endpoint.index())))) {
                    return true;
                }
            } catch (ChainUnavailableException | ChainMismatchException e) {
                // No doubt: a block that nobody reads, an overlong one, may be what the validators made.
                endpoint.away(e.getMessage());
            }
        }
        return false;
    }

    @Override
    public Optional<BlockHeader> block(long number) {
        return endpoints.firstInTime(index -> chains.get(index).block(number));
    }

    /** Asks all of them, to know who lags; none for longer than two seconds. */
    @Override
    public ChainHead chainHead() {
        if (endpoints.isSingle()) {
            return endpoints.firstInTime(index -> {
                ChainHead head = chains.get(index).chainHead();
                endpoints.get(index).sees(head);
                return head;
            });
        }
        HeadSurvey.Told told = survey.look();
        teller = told.by().index();
        return told.head();
    }

    @Override
    public void doubt(String reason) {
        if (!endpoints.isSingle()) {
            endpoints.usable().stream().findFirst().ifPresent(endpoint -> endpoint.doubted(reason));
        }
    }

    @Override
    public void passOver(String reason) {
        Endpoint wrong = endpoints.get(adviser);
        List<Endpoint> usable = endpoints.usable();
        if (usable.size() > 1 && usable.contains(wrong)) {
            wrong.passedOver(reason);
        }
    }

    /** Ends the questions that are under way. */
    @Override
    public void close() {
        survey.close();
    }
}
