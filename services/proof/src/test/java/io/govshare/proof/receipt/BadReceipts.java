package io.govshare.proof.receipt;

import java.util.ArrayList;
import java.util.List;

/** Receipts that must not pass, each spoiled in one point, with the step that has to say so and words of its reason. */
public final class BadReceipts {
    /**
     * @param name as a file name, such as {@code receipt-with-swapped-leaf}
     * @param failing the step at which the check has to end
     * @param reason a part of that step's detail
     */
    public record BadReceipt(String name, Receipt receipt, Step.Name failing, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private BadReceipts() {}

    public static List<BadReceipt> all(TestReceipts world) {
        List<BadReceipt> bad = new ArrayList<>();
        BadStatements.addTo(bad, world);
        BadAnchorings.addTo(bad, world);
        return bad;
    }

    static void add(List<BadReceipt> bad, String name, Receipt receipt, Step.Name failing, String reason) {
        bad.add(new BadReceipt(name, receipt, failing, reason));
    }
}
