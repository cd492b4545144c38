package io.govshare.catalog.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.dataset.Area;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometriesUnitTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "4.3, 50.8, 4.5, 50.9                                                     | [4.3,50.8,4.5,50.9]",
                "-97.5 25.1 -93 36.5                                                      | [-97.5,25.1,-93,36.5]",
                "50.85,4.35                                                               | [50.85,4.35]",
                "177,-20,-178,-12                                                         | [177,-20,180,-12, -180,-20,-178,-12]",
                "POINT(4.35 50.85)                                                        | [50.85,4.35]",
                "polygon ((4.3 50.8, 4.5 50.8, 4.5 50.9, 4.3 50.8))                       | [4.3,50.8,4.5,50.9]",
                "MULTIPOLYGON Z (((0 0 1, 1 1 1, 0 1 1, 0 0 1)),((5 5 1, 6 6 1, 5 6 1)))  | [0,0,6,6]",
                "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(4.35 50.85)         | [50.85,4.35]",
                "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(50.85 4.35)           | [50.85,4.35]",
                "{\"type\":\"Point\",\"coordinates\":[4.35,50.85]}                        | [50.85,4.35]",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,0],[2,3],[0,0]]]}       | [0,0,2,3]",
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}} | [2,1]",
                "{\"type\":\"GeometryCollection\",\"geometries\":[{\"coordinates\":[1,2]},{\"coordinates\":[3,4]}]} | [1,2,3,4]",
                "{\"bbox\":[177,-20,-178,-12]}                                            | [177,-20,180,-12, -180,-20,-178,-12]",
                "1E1,50                                                                   | []",
                "POINT(1E1 5e0)                                                           | [5,10]"
            })
    void theBoxAroundAPlaceIsReadInEachForm(String text, String areas) {
        assertThat(Geometries.read(text).toString()).isEqualTo(areas);
        for (var area : Geometries.read(text)) {
            assertThat(Geometries.read(area.wellKnownText())).containsExactly(area);
            assertThat(Area.parse(area.toString())).containsExactly(area);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Philadelphia",
                "2015,2016",
                "NaN,NaN,NaN,NaN",
                "Infinity,0",
                "1e400,0",
                "91,0",
                "181,0,182,1",
                "0,50,1,40",
                "0x10,0",
                "1,2,3",
                "1,2,3,4,5",
                ",,,",
                "``",
                "POINT()",
                "POINT EMPTY",
                "POINT(1)",
                "POINT(NaN 1)",
                "POINT(1e99 1)",
                "POINT(1 2",
                "CIRCLE(1 2)",
                "POINT(200000 5000000)",
                "<http://www.opengis.net/def/crs/EPSG/0/31370> POINT(1 2)",
                "<http://www.opengis.net/def/crs/OGC/1.3/CRS84 POINT(1 2)",
                "{",
                "{}",
                "{\"coordinates\":[]}",
                "{\"coordinates\":[\"1\",\"2\"]}",
                "{\"coordinates\":[1]}",
                "{\"coordinates\":[1e999,1]}",
                "{\"coordinates\":{\"0\":1}}",
                "{\"coordinates\":[[1,2],[3,400]]}",
                "{\"coordinates\":[[[[[[[[[[1,2]]]]]]]]]]}",
                "{\"bbox\":[null,0,1,1]}",
                "{\"geometry\":{\"geometry\":{\"geometry\":{\"geometry\":{\"geometry\":{\"geometry\":{\"geometry\":{\"geometry\":{}}}}}}}}}"
            })
    void whatIsNoPlaceOnTheEarthIsNone(String text) {
        assertThat(Geometries.read(text)).isEmpty();
    }

    @Test
    void aLongTextIsReadInItsOwnTime() {
        assertThat(Geometries.read("POINT" + " ".repeat(100_000) + "(1 2)")).isEmpty();
        assertThat(Geometries.read("(".repeat(100_000))).isEmpty();
        assertThat(Geometries.read("POLYGON(" + "1 2,".repeat(50_000) + "3 4)").toString())
                .isEqualTo("[1,2,3,4]");
        assertThat(Geometries.read("1".repeat(100_000))).isEmpty();
        assertThat(Geometries.read("{\"a\":".repeat(100_000))).isEmpty();
    }
}
