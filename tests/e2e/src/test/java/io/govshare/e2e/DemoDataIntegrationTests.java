package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.e2e.Launcher.Result;
import io.govshare.stack.StackOptions;
import io.govshare.stack.demo.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo with other data than the samples, told on the stack that the tests share. */
class DemoDataIntegrationTests {

    /** Originals of the three largest datasets, two rows each. */
    private static final Map<String, String> ORIGINALS = Map.of(
            "fiscal/dc-purchase-orders-2016-part1.csv", """
            PO_NUMBER,ORDERED_DATE,COMMODITY,SUPPLIER,AGENCY,PO_AMOUNT
            PO541223,5-Apr-16,"4504560:Tents, rented",TENTS LLC,"PARKS, DEPARTMENT OF","1,250.50"
            PO541223,12-Apr-16,9100000:Maintenance of buildings,"A, B AND SONS",SCHOOLS,80.00
            """,
            "exit-entry/tx-mx-crossings-yearly-2008-2025.csv", """
            ID,Year,Region,POE,Crossing,Modes,Northbound Crossing
            2024-BOQU-Foot,2024,Laredo,Boquillas,Boquillas,Pedestrians/ Bicyclists,"12,001"
            2024-ANZA-Car,2024,RGV,Hidalgo,Anzalduas International Bridge,Passenger Vehicles,7
            """,
            "credit/cfpb-credit-cards-volume_score_level.csv", """
            "month","volume","group","seasonal"
            60,1500,"Deep Subprime","Unadjusted"
            61,2250,"Superprime","Seasonally Adjusted"
            """);

    private final World world = World.world();

    @TempDir
    private Path folder;

    @Test
    void originalsAreToldOfInPlaceOfTheirSamples() throws Exception {
        Path originals = folder.resolve("originals");
        for (Map.Entry<String, String> original : ORIGINALS.entrySet()) {
            Path file = originals.resolve(original.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, original.getValue());
        }
        Path json = folder.resolve("told.json");

        Result demo = demo(originals, json);

        assertThat(demo.status()).as(demo.output()).isZero();
        assertThat(demo.output()).contains("Every check held.");
        JsonNode told = JsonMapper.shared().readTree(json.toFile());
        assertThat(told.path("allHeld").asBoolean(false)).isTrue();
        assertThat(told.path("checks").size()).isGreaterThanOrEqualTo(15);
        assertThat(figure(told, "records published")).isEqualTo("%,d".formatted(recordsWithTheOriginals()));
    }

    @Test
    void aCheckThatDoesNotHoldIsTheExitStatus() throws Exception {
        Path nothing = Files.createDirectories(folder.resolve("nothing"));
        Files.writeString(nothing.resolve("manifest.json"), "{\"datasets\":[],\"catalogues\":[]}");
        Path json = folder.resolve("told.json");

        Result demo = demo(nothing, json);

        assertThat(demo.status()).as(demo.output()).isEqualTo(1);
        assertThat(demo.output()).contains("NOT every check held");
        JsonNode told = JsonMapper.shared().readTree(json.toFile());
        assertThat(told.path("allHeld").asBoolean(true)).isFalse();
    }

    private Result demo(Path data, Path json) throws IOException, InterruptedException {
        return Launcher.here(folder)
                .run("./govshare demo --data '" + data + "' --json '" + json + "' --state '"
                        + world.stack().options().state() + "'");
    }

    private static long recordsWithTheOriginals() {
        return Samples.read(StackOptions.checkout().resolve("samples")).datasets().stream()
                .mapToLong(dataset -> dataset.format().equals("csv") ? 2 : dataset.records())
                .sum();
    }

    private static String figure(JsonNode told, String name) {
        return StreamSupport.stream(told.path("figures").spliterator(), false)
                .filter(figure -> figure.path("name").asString().equals(name))
                .map(figure -> figure.path("value").asString())
                .findFirst()
                .orElseThrow();
    }
}
