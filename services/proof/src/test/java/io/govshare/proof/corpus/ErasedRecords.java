package io.govshare.proof.corpus;

import io.govshare.proof.chain.Consensus;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.seal.Entry;
import java.util.List;

/**
 * Records whose content was erased, each with its receipt, that of the version before and that of the statement that
 * says so. The log keeps digests only, so that all these receipts stay good; what is gone cannot be shown with them.
 */
final class ErasedRecords {
    private final Cases cases;
    private final World world = new World("erased", 20264, Consensus.QBFT, World.validators(4));

    private ErasedRecords(Cases cases) {
        this.cases = cases;
    }

    static void addTo(Cases cases) {
        ErasedRecords records = new ErasedRecords(cases);
        records.append("fiscal", 10);
        records.append("tax", 20);
        for (int first = 0; first < records.world.size(); first += 3) {
            records.cases(first);
        }
    }

    /** Two versions of a record and its end. The title is the same in both, under another salt. */
    private void append(String agency, int number) {
        Sealers sealers = world.sealers();
        List<String> old = List.of(sealers.field("title", "\"Order\""), sealers.field("amount", "12.50"));
        World.Statement first = record(agency, number, 1, "", old);
        List<String> later = List.of(sealers.field("title", "\"Order\""), sealers.field("amount", "13.00"));
        String previous = Entry.of(first.compact()).base64Url();
        World.Statement second = record(agency, number + 1, 2, previous, later);
        JsonValue.Obj end = Sealers.claims(agency, "record.erased", number + 2);
        end = JsonEdit.set(end, "record", Sealers.uuid(number + 1));
        world.append(first);
        world.append(second);
        world.append(new World.Statement(sealers.seal(agency, end), List.of()));
    }

    private World.Statement record(String agency, int number, int version, String previous, List<String> fields) {
        JsonValue.Obj claims = Sealers.claims(agency, "record.published", number);
        JsonValue.Obj record = Sealers.record(claims, version, previous, Sealers.digests(fields));
        return new World.Statement(world.sealers().seal(agency, record), fields);
    }

    private void cases(int leaf) {
        Specimen first = specimen(leaf);
        Specimen second = specimen(leaf + 1);
        Specimen end = specimen(leaf + 2);
        valid("the statement that a record was erased", end, end.receipt());
        valid("a record that was erased: nothing is shown", second, JsonEdit.remove(second.receipt(), "disclosures"));
        valid("what a reader kept from before the record was erased", second, second.receipt());
        valid("the version before the erased one", first, first.receipt());

        String oldTitle = first.disclosures().getFirst();
        disclosed("a field of an earlier version, whose digest is gone", second, List.of(oldTitle));
        disclosed(
                "a field of an earlier version beside the present ones",
                second,
                JsonEdit.and(second.disclosures(), oldTitle));
        disclosed("a field of a later version", first, second.disclosures().subList(0, 1));
        disclosed("the erased content with the statement that erased it", end, second.disclosures());
    }

    private Specimen specimen(int leaf) {
        return world.specimen(leaf, world.size());
    }

    private void valid(String what, Specimen specimen, JsonValue.Obj receipt) {
        cases.valid("valid-erased", what, specimen, receipt);
    }

    private void disclosed(String what, Specimen specimen, List<String> disclosures) {
        JsonValue.Obj receipt = JsonEdit.set(specimen.receipt(), "disclosures", disclosures);
        cases.failing(Step.Name.DISCLOSURES, "disclosure", what, specimen, receipt);
    }
}
