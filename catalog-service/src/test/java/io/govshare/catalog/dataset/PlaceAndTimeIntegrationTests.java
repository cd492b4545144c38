package io.govshare.catalog.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.govshare.catalog.CatalogClient;
import io.govshare.catalog.CatalogServiceTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.JsonNodeFactory;

class PlaceAndTimeIntegrationTests extends CatalogServiceTest {

    private static final String BRUSSELS =
            "dct:spatial [ dcat:bbox \"POLYGON((4.3 50.8,4.5 50.8,4.5 50.9,4.3 50.9,4.3 50.8))\" ] ;";
    private static final String FIJI = "dct:spatial [ dcat:bbox \"{\\\"bbox\\\":[177,-20,-178,-12]}\" ] ;";

    @Autowired
    private SearchRenewal renewal;

    private CatalogClient survey;

    @BeforeEach
    void operators() {
        agencies.active("survey");
        survey = new CatalogClient(port, tokens.operator("survey", "publisher"));
        var deadline = Instant.now().plusSeconds(30);
        while (survey.get("/datasets?limit=1").status() == 403 && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void placesOfBothVocabulariesAreFoundByBoxAndByRadius() {
        String word = word();
        String brussels = linked(word, "brussels", BRUSSELS);
        String fiji = linked(word, "fiji", FIJI);
        String philadelphia = listed(word, "philadelphia", "\"spatial\":\"39.95,-75.16\"");
        String texas = listed(word, "texas", "\"spatial\":\"-106.6,25.8,-93.5,36.5\"");
        String drawn = listed(
                word,
                "drawn",
                "\"spatial\":{\"type\":\"Polygon\",\"coordinates\":[[[10,60],[11,60],[11,61],[10,60]]]}");
        String named = listed(word, "named", "\"spatial\":\"Philadelphia\"");

        assertThat(found(word, "")).contains(brussels, fiji, philadelphia, texas, drawn, named);
        assertThat(found(word, "box=4,50,5,51")).containsExactly(brussels);
        assertThat(found(word, "box=4.4,50.85,4.41,50.86")).as("inside").containsExactly(brussels);
        assertThat(found(word, "box=-110,20,-70,45")).containsExactlyInAnyOrder(philadelphia, texas);
        assertThat(found(word, "box=179.5,-15,179.6,-14")).containsExactly(fiji);
        assertThat(found(word, "box=-179.5,-15,-179,-14")).containsExactly(fiji);
        assertThat(found(word, "box=170,-30,-170,0"))
                .as("over the antimeridian")
                .containsExactly(fiji);
        assertThat(found(word, "box=10.4,60.4,10.6,60.6")).containsExactly(drawn);
        assertThat(found(word, "box=-180,-90,180,90"))
                .containsExactlyInAnyOrder(brussels, fiji, philadelphia, texas, drawn);

        assertThat(found(word, "near=40.71,-74.01&within=120")).isEmpty();
        assertThat(found(word, "near=40.71,-74.01&within=131")).containsExactly(philadelphia);
        assertThat(found(word, "near=50.85,4.4&within=0.1")).containsExactly(brussels);
        assertThat(found(word, "near=-16,-176&within=300")).containsExactly(fiji);
        assertThat(found(word, "near=89.9,0&within=3300")).containsExactly(drawn);
        assertThat(found(word, "near=0,0&within=20040"))
                .containsExactlyInAnyOrder(brussels, fiji, philadelphia, texas, drawn);
        var facets = survey.get("/datasets?query=" + word + "&box=4,50,5,51").json();
        assertThat(facets.at("/facets/agency/survey").asInt()).isEqualTo(1);
    }

    /** Expected distances are great circles between the cities' coordinates on a sphere, worked out apart from this code. */
    @ParameterizedTest
    @CsvSource({
        "'2.3522,48.8566,2.3522,48.8566', 51.5074, -0.1278, 343.56",
        "'-74,40,-73,41', 40.5, -73.5, 0",
        "'0,10,20,20', 0, 5, 1111.95",
        "'179,0,180,0', 0, -179, 111.195",
        "'0,0,0,0', 0, 180, 20015.1",
        "'-10,50,10,80', 89, 180, 1221.61"
    })
    void distancesAreThoseOfTheSphere(String area, double latitude, double longitude, double kilometres) {
        var box = Area.parse(area).getFirst();
        Double measured = jdbc.sql("SELECT place_distance(box(point(?, ?), point(?, ?)), ?, ?)")
                .param(box.west())
                .param(box.south())
                .param(box.east())
                .param(box.north())
                .param(latitude)
                .param(longitude)
                .query(Double.class)
                .single();

        assertThat(measured).isCloseTo(kilometres, within(kilometres / 1000 + 0.01));
        if (kilometres > 0) {
            assertThat(new Circle(latitude, longitude, kilometres * 1.01).bounds())
                    .as("the boxes that are looked through")
                    .anyMatch(bound -> bound.west() <= box.east()
                            && bound.east() >= box.west()
                            && bound.south() <= box.north()
                            && bound.north() >= box.south());
        }
    }

    @Test
    void timesOfBothVocabulariesAreFoundByAnyPartOfThem() {
        String word = word();
        String sixteen = linked(
                word, "sixteen", "dct:temporal [ dcat:startDate \"2016-01-01\" ; dcat:endDate \"2016-12-31\" ] ;");
        String since = linked(word, "since", "dct:temporal [ dcat:startDate \"2018\" ] ;");
        String years = listed(word, "years", "\"temporal\":\"2010/2012\"");
        String lasting = listed(word, "lasting", "\"temporal\":\"2013-03-01T00:00:00Z/P1Y6M\"");
        String timeless = listed(word, "timeless", "\"rights\":\"none\"");

        assertThat(found(word, "from=2016-12-31&to=2017")).containsExactly(sixteen);
        assertThat(found(word, "from=2017&to=2017")).isEmpty();
        assertThat(found(word, "from=2030")).containsExactly(since);
        assertThat(found(word, "to=2012")).containsExactly(years);
        assertThat(found(word, "from=2012-12-31T23:00:00Z&to=2012-12")).containsExactly(years);
        assertThat(found(word, "from=2014-08-31&to=2014-12")).containsExactly(lasting);
        assertThat(found(word, "from=2014-09-01&to=2014-12")).isEmpty();
        assertThat(found(word, "from=1000&to=9999"))
                .containsExactlyInAnyOrder(sixteen, since, years, lasting)
                .doesNotContain(timeless);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "box=1,2,3 | box",
                "box=NaN,0,1,1 | box",
                "box=0,0,1e400,1 | box",
                "box=0,50,1,40 | box",
                "box=0,0,181,1 | box",
                "box=0,-91,1,1 | box",
                "box=0;DROP TABLE dataset,0,1,1 | box",
                "box=50.8,4.3 | box",
                "near=50.8,4.3 | within",
                "within=5 | near",
                "near=91,0&within=5 | near",
                "near=0,0,1,1&within=5 | near",
                "near=0,0&within=0 | within",
                "near=0,0&within=-1 | within",
                "near=0,0&within=NaN | within",
                "near=0,0&within=20041 | within",
                "near=0,0&within=1e3 | within",
                "near=0,0&within=5&box=0,0,1,1 | near",
                "from=yesterday | from",
                "from=2016-02-30 | from",
                "to=0000 | to",
                "from=2016%00 | from",
                "from=2017&to=2016 | to"
            })
    void placesAndTimesThatAreNoneAreRefusedByName(String query, String parameter) {
        var refused = survey.get("/datasets?" + query.replace(" ", "%20"));

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("CAT-1006");
        assertThat(refused.json().path("parameter").asString()).isEqualTo(parameter);
    }

    @Test
    void aHostilePlaceOrTimeIsReportedOrANameAndFoundNowhere() {
        String word = word();
        var places = List.of(
                "dct:spatial [ dcat:bbox \"POLYGON((NaN 1, 2 3))\" ] ;",
                "dct:spatial [ dcat:bbox \"POINT(1e308 1e308)\" ] ;",
                "dct:spatial [ dcat:centroid \"POINT(50 400)\" ] ;",
                "dct:spatial [ <http://www.w3.org/ns/locn#geometry> <https://x.example/> ] ;");
        for (String place : places) {
            var report = survey.imports(
                    "dcat-ap", "lenient", "text/turtle", bytes(turtle(word, "p" + UUID.randomUUID(), place)));
            assertThat(report.json().at("/entries/0/problems").toString())
                    .as(place)
                    .contains("/dct:spatial/0/");
        }
        listed(word, "swapped", "\"spatial\":\"50,400,51,401\"");
        listed(word, "far", "\"temporal\":\"2016/P999999Y\"");
        listed(word, "backwards", "\"temporal\":\"2016/2015\"");

        assertThat(found(word, "box=-180,-90,180,90")).isEmpty();
        assertThat(found(word, "from=2017")).as("the far end is open").hasSize(1);
        assertThat(found(word, "to=2015")).isEmpty();
    }

    @Test
    void aChangedPlaceReplacesTheOldOneAndAnEarlierEditionIsRenewed() {
        String word = word();
        String id = listed(word, "moving", "\"spatial\":\"1,1,2,2\",\"temporal\":\"2001/2002\"");
        var again = survey.imports(
                "dcat-us", "strict", "application/json", bytes(json(word, "moving", "\"spatial\":\"5,5,6,6\"")));
        assertThat(again.json().path("updated").asInt())
                .as(again.response().body())
                .isEqualTo(1);

        assertThat(found(word, "box=1,1,2,2")).isEmpty();
        assertThat(found(word, "from=2001&to=2002")).isEmpty();
        assertThat(found(word, "box=5,5,6,6")).containsExactly(id);

        jdbc.sql("DELETE FROM dataset_place WHERE dataset = ?")
                .param(UUID.fromString(id))
                .update();
        jdbc.sql("UPDATE dataset SET search_edition = 2 WHERE id = ?")
                .param(UUID.fromString(id))
                .update();
        while (renewal.renewSome() > 0) {
            Thread.onSpinWait();
        }
        assertThat(found(word, "box=5,5,6,6")).containsExactly(id);
    }

    @Test
    void placesGoOutAgainInBothVocabulariesAndComeInTheSame() {
        String word = word();
        String brussels = linked(word, "brussels", BRUSSELS);
        String fiji = linked(word, "fiji", FIJI);
        String point = listed(word, "point", "\"spatial\":\"39.95,-75.16\"");

        assertThat(exported(brussels, "text/turtle")).contains("dcat:bbox", "POLYGON((4.3 50.8,4.5 50.8", "wktLiteral");
        assertThat(exported(brussels, "application/json")).contains("\"spatial\":\"4.3,50.8,4.5,50.9\"");
        assertThat(exported(point, "text/turtle"))
                .contains("dcat:centroid", "POINT(-75.16 39.95)")
                .doesNotContain("rdfs:label \"39.95");
        assertThat(exported(point, "application/json")).contains("\"spatial\":\"39.95,-75.16\"");

        for (String id : List.of(brussels, fiji, point)) {
            String address = exported(id, "text/turtle");
            var report = survey.imports("dcat-ap", "strict", "text/turtle", bytes(address));
            assertThat(report.json().path("imported").asInt())
                    .as(report.response().body())
                    .isEqualTo(1);
            String copy = report.json().at("/entries/0/dataset").asString();
            assertThat(metadata(copy)).isEqualTo(metadata(id));
        }
        assertThat(Area.in(JsonNodeFactory.instance.objectNode())).isEmpty();
    }

    private String metadata(String id) {
        return survey.get("/datasets/" + id).json().at("/metadata/areas").toString();
    }

    private String exported(String id, String accept) {
        var answer = survey.get("/catalogue/datasets/" + id, "Accept", accept);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.response().body();
    }

    private static String word() {
        return "Survey" + UUID.randomUUID().toString().substring(0, 8);
    }

    private String linked(String word, String identifier, String statements) {
        return imported("dcat-ap", "text/turtle", turtle(word, identifier, statements));
    }

    private static String turtle(String word, String identifier, String statements) {
        return """
                @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
                <https://survey.example/%1$s-%2$s> a dcat:Dataset ; dct:identifier "%1$s-%2$s" ; %3$s
                  dct:title "%1$s %2$s" ; dct:description "d" .
                """.formatted(word, identifier, statements);
    }

    private String listed(String word, String identifier, String members) {
        return imported("dcat-us", "application/json", json(word, identifier, members));
    }

    private static String json(String word, String identifier, String members) {
        return """
                {"dataset":[{"identifier":"%1$s-%2$s","title":"%1$s %2$s","description":"d","accessLevel":"public",
                  "keyword":["k"],"modified":"2020","publisher":{"name":"Survey"},
                  "contactPoint":{"fn":"A","hasEmail":"mailto:a@b.example"},%3$s}]}""".formatted(word, identifier, members);
    }

    private String imported(String format, String mediaType, String catalogue) {
        var report = survey.imports(format, "strict", mediaType, bytes(catalogue));
        assertThat(report.json().path("imported").asInt())
                .as(report.response().body())
                .isEqualTo(1);
        return report.json().at("/entries/0/dataset").asString();
    }

    private List<String> found(String word, String filter) {
        var listing = survey.get(
                "/datasets?limit=200&query=" + URLEncoder.encode(word, StandardCharsets.UTF_8) + "&" + filter);
        assertThat(listing.status()).as(listing.response().body()).isEqualTo(200);
        return listing.json()
                .path("datasets")
                .valueStream()
                .map(each -> each.path("id").asString())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
