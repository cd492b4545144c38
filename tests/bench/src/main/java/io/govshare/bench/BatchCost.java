package io.govshare.bench;

import java.util.Arrays;

/**
 * What batches of one size cost, commits included.
 *
 * @param perSecond entries over the time of all batches, the slow ones among them
 * @param medianPerSecond the same of the batch in the middle
 */
record BatchCost(double perSecond, double medianPerSecond, double slowestMillis) {

    /** @param micros of each batch */
    static BatchCost of(double[] micros, int batch) {
        double[] sorted = micros.clone();
        Arrays.sort(sorted);
        return new BatchCost(
                1e6 * batch * sorted.length / Arrays.stream(sorted).sum(),
                1e6 * batch / sorted[sorted.length / 2],
                sorted[sorted.length - 1] / 1e3);
    }
}
