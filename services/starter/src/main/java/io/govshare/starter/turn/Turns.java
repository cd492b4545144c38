package io.govshare.starter.turn;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.lang.CheckReturnValue;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * A number of turns, of which one caller has a part at most. Whoever waits longest comes first, among callers who have not
 * their part already. Safe for use by many threads.
 */
public final class Turns {

    private final int perCaller;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition returned = lock.newCondition();
    private final Map<String, Integer> taken = new HashMap<>();
    private int free;

    /**
     * @param atOnce by all callers
     * @param perCaller by one, so that it takes several who read slowly to keep everybody else waiting
     * @param patience to wait for a turn. Some is needed: who asks again at the last byte of an answer may be faster than
     *     the return of its turn
     */
    public Turns(int atOnce, int perCaller, Duration patience) {
        if (perCaller < 1 || perCaller > atOnce) {
            throw new IllegalArgumentException("a caller has 1 to " + atOnce + " turns, not " + perCaller);
        }
        this.free = atOnce;
        this.perCaller = perCaller;
        this.patience = patience;
    }

    /**
     * Takes a turn for the request that this thread handles. It is given back once the answer is written or has failed.
     *
     * @param caller who must not have all turns
     * @return whether there was one in time; if not, the request is to be refused
     * @throws IllegalStateException when this thread handles no request
     */
    @CheckReturnValue
    public boolean take(String caller) {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        if (!waited(caller)) {
            return false;
        }
        request.registerDestructionCallback(
                "turn " + UUID.randomUUID(), () -> giveBack(caller), RequestAttributes.SCOPE_REQUEST);
        return true;
    }

    private boolean waited(String caller) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (free == 0 || taken.getOrDefault(caller, 0) == perCaller) {
                if (left <= 0) {
                    return false;
                }
                left = returned.awaitNanos(left);
            }
            free--;
            taken.merge(caller, 1, Integer::sum);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(String caller) {
        lock.lock();
        try {
            free++;
            taken.computeIfPresent(caller, (same, number) -> number == 1 ? null : number - 1);
            returned.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
