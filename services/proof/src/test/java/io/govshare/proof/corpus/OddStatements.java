package io.govshare.proof.corpus;

import io.govshare.proof.receipt.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements that are wrong in one point, and logged and anchored like any other, so that nothing but that point can
 * make their receipts fail; and a few that look wrong and are not.
 */
final class OddStatements {
    private final World world;
    private final List<Odd> odd = new ArrayList<>();
    private int number = 50_000;

    /** @param failing empty when the receipt is valid all the same */
    record Odd(String kind, String what, int leaf, List<String> shown, Optional<Step.Name> failing) {}

    private OddStatements(World world) {
        this.world = world;
    }

    /** Appends the statements to the world's log. */
    static List<Odd> appendTo(World world) {
        OddStatements made = new OddStatements(world);
        for (OddAgency agency : List.of(made.agency("fiscal", "fiscal"), made.agency("tax", "tax"), made.ships())) {
            new OddForms(agency).append();
            new OddClaims(agency).append();
            new OddSeals(agency).append();
            new OddDisclosures(agency).append();
        }
        new OddKeys(made).append();
        return made.odd;
    }

    /** An agency that seals with one of its keys. */
    OddAgency agency(String key, String code) {
        return new OddAgency(this, world.sealers(), key, code);
    }

    OddAgency ships() {
        return agency("ships", world.sealers().ships());
    }

    int nextNumber() {
        return number++;
    }

    void add(Optional<Step.Name> failing, String kind, String what, String compact, List<String> shown) {
        int leaf = world.append(new World.Statement(compact, shown));
        odd.add(new Odd(kind, what, leaf, shown, failing));
    }

    /** The same base64 but for bits that no byte has. */
    static String strayBits(String base64) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(base64.charAt(base64.length() - 1));
        return base64.substring(0, base64.length() - 1) + alphabet.charAt(last + 1);
    }

    static String shorten(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160) + "…";
    }
}
