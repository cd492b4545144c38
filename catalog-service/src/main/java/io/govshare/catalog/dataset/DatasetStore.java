package io.govshare.catalog.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows of datasets and of their schemas' versions. Writes belong into a caller's transaction. */
@Repository
class DatasetStore {

    static final String COLUMNS =
            "id, agency, publisher, identifier, title, description, sharing, audience, keywords, metadata,"
                    + " schema_version, revision, created_at, updated_at";

    /** For lists, which show no metadata. */
    static final String COLUMNS_LISTED = COLUMNS.replace("metadata", "'{}' AS metadata");

    private static final String SEARCH = """
            (SELECT search_vector(setweight(to_tsvector(part.configuration::regconfig, part.text), part.weight::"char"))
             FROM unnest(:searchConfigurations::text[], :searchTexts::text[], :searchWeights::text[])
               AS part (configuration, text, weight))""";

    private static final String COVERS =
            "CASE WHEN :covers THEN tstzrange(:coversFrom::timestamptz, :coversTo::timestamptz) END";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DatasetStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What makes up a dataset apart from its access rules. */
    record Content(
            @Nullable String publisher,
            @Nullable String identifier,
            String title,
            String description,
            List<String> keywords,
            JsonNode metadata) {}

    Optional<CataloguedDataset> find(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM dataset WHERE id = ?")
                .param(id)
                .query(this::row)
                .optional();
    }

    /** The row, locked until the end of the transaction. */
    Optional<CataloguedDataset> findForUpdate(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM dataset WHERE id = ? FOR UPDATE")
                .param(id)
                .query(this::row)
                .optional();
    }

    /** Until the end of the transaction, nobody else adds a source of this agency's. */
    void lockSources(String agency) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('dataset-source:' || ?, 0))")
                .param(agency)
                .query(rs -> {});
    }

    Optional<CataloguedDataset> findSourceForUpdate(String agency, String publisher, String identifier) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM dataset WHERE agency = ? AND source = ? FOR UPDATE")
                .param(agency)
                .param(source(publisher, identifier))
                .query(this::row)
                .optional();
    }

    private static byte @Nullable [] source(@Nullable String publisher, @Nullable String identifier) {
        if (publisher == null || identifier == null) {
            return null;
        }
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((publisher + '\0' + identifier).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void insert(UUID id, String agency, Sharing sharing, List<String> audience, Content content, Instant now) {
        content(agency, jdbc.sql("""
                        INSERT INTO dataset (id, agency, publisher, identifier, source, title, description, sharing, audience,
                          keywords, metadata, schema_version, created_at, updated_at, facets, covers, search_edition, search)
                        VALUES (:id, :agency, :publisher, :identifier, :source, :title, :description, :sharing, :audience,
                          :keywords, :metadata::json, 1, :now, :now, :facets, %s, :searchEdition, %s)
                        """.formatted(COVERS, SEARCH)), content)
                .param("id", id)
                .param("agency", agency)
                .param("publisher", content.publisher())
                .param("identifier", content.identifier())
                .param("source", source(content.publisher(), content.identifier()), Types.BINARY)
                .param("sharing", sharing.code())
                .param("audience", audience.toArray(String[]::new))
                .param("now", utc(now))
                .update();
        insertPlaces(id, content.metadata());
    }

    void updateContent(UUID id, String agency, Content content, Instant now) {
        content(agency, jdbc.sql("""
                        UPDATE dataset SET title = :title, description = :description, keywords = :keywords,
                          metadata = :metadata::json, updated_at = :now, revision = revision + 1,
                          facets = :facets, covers = %s, search_edition = :searchEdition, search = %s
                        WHERE id = :id""".formatted(COVERS, SEARCH)), content)
                .param("id", id)
                .param("now", utc(now))
                .update();
        replacePlaces(id, content.metadata());
    }

    private void replacePlaces(UUID id, JsonNode metadata) {
        jdbc.sql("DELETE FROM dataset_place WHERE dataset = ?").param(id).update();
        insertPlaces(id, metadata);
    }

    private void insertPlaces(UUID id, JsonNode metadata) {
        for (var area : Area.in(metadata)) {
            jdbc.sql("INSERT INTO dataset_place (dataset, area) VALUES (?, box(point(?, ?), point(?, ?)))")
                    .param(id)
                    .param(area.west())
                    .param(area.south())
                    .param(area.east())
                    .param(area.north())
                    .update();
        }
    }

    void updateSharing(UUID id, Sharing sharing, List<String> audience, Instant now) {
        jdbc.sql("""
                        UPDATE dataset SET sharing = ?, audience = ?, updated_at = ?, revision = revision + 1
                        WHERE id = ?""")
                .param(sharing.code())
                .param(audience.toArray(String[]::new))
                .param(utc(now))
                .param(id)
                .update();
    }

    void updateSchemaVersion(UUID id, int version, Instant now) {
        jdbc.sql("UPDATE dataset SET schema_version = ?, updated_at = ?, revision = revision + 1 WHERE id = ?")
                .param(version)
                .param(utc(now))
                .param(id)
                .update();
    }

    void insertSchema(UUID dataset, int version, JsonNode schema, String operator, Instant now) {
        jdbc.sql(
                        "INSERT INTO dataset_schema (dataset, version, schema, operator, created_at) VALUES (?, ?, ?::json, ?, ?)")
                .param(dataset)
                .param(version)
                .param(json.writeValueAsString(schema))
                .param(operator)
                .param(utc(now))
                .update();
    }

    Optional<JsonNode> schema(UUID dataset, int version) {
        return jdbc.sql("SELECT schema FROM dataset_schema WHERE dataset = ? AND version = ?")
                .param(dataset)
                .param(version)
                .query(String.class)
                .optional()
                .map(json::readTree);
    }

    record SchemaVersion(int version, String operator, Instant createdAt) {}

    /** The newest versions first, at most a hundred. */
    List<SchemaVersion> schemaVersions(UUID dataset) {
        return jdbc.sql("""
                        SELECT version, operator, created_at FROM dataset_schema WHERE dataset = ?
                        ORDER BY version DESC LIMIT 100""")
                .param(dataset)
                .query((rs, n) ->
                        new SchemaVersion(rs.getInt("version"), rs.getString("operator"), instant(rs, "created_at")))
                .list();
    }

    private JdbcClient.StatementSpec content(String agency, JdbcClient.StatementSpec statement, Content content) {
        var terms = SearchTerms.of(content.title(), content.description(), content.keywords(), content.metadata());
        return covered(searched(statement, terms), content.metadata())
                .param("facets", facets(agency, content.publisher(), content.metadata()))
                .param("title", content.title())
                .param("description", content.description())
                .param("keywords", content.keywords().toArray(String[]::new))
                .param("metadata", json.writeValueAsString(content.metadata()));
    }

    private static JdbcClient.StatementSpec searched(JdbcClient.StatementSpec statement, SearchTerms terms) {
        return statement
                .param("searchConfigurations", terms.configurations().toArray(String[]::new))
                .param("searchTexts", terms.texts().toArray(String[]::new))
                .param("searchWeights", terms.weights().toArray(String[]::new))
                .param("searchEdition", SearchTerms.EDITION);
    }

    private static JdbcClient.StatementSpec covered(JdbcClient.StatementSpec statement, JsonNode metadata) {
        var time = TimeCover.in(metadata);
        return statement
                .param("covers", time.isKnown())
                .param("coversFrom", utcOrNull(time.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("coversTo", utcOrNull(time.to()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    private static String[] facets(String agency, @Nullable String publisher, JsonNode metadata) {
        return FacetValues.stored(agency, publisher, metadata).toArray(String[]::new);
    }

    /** Some datasets that are found as an earlier edition had them, locked; those that another already works at are not. */
    List<CataloguedDataset> ofEarlierEdition(int limit) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM dataset WHERE search_edition < :edition ORDER BY id LIMIT :limit
                        FOR UPDATE SKIP LOCKED""")
                .param("edition", SearchTerms.EDITION)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** Nothing that anybody sees changes, so the revision stays. */
    void updateSearch(CataloguedDataset dataset) {
        var terms = SearchTerms.of(dataset.title(), dataset.description(), dataset.keywords(), dataset.metadata());
        var statement = jdbc.sql("UPDATE dataset SET facets = :facets, covers = " + COVERS
                + ", search_edition = :searchEdition, search = " + SEARCH + " WHERE id = :id");
        covered(searched(statement, terms), dataset.metadata())
                .param("facets", facets(dataset.agency(), dataset.publisher(), dataset.metadata()))
                .param("id", dataset.id())
                .update();
        replacePlaces(dataset.id(), dataset.metadata());
    }

    CataloguedDataset row(ResultSet rs, int number) throws SQLException {
        return new CataloguedDataset(
                rs.getObject("id", UUID.class),
                rs.getString("agency"),
                rs.getString("publisher"),
                rs.getString("identifier"),
                rs.getString("title"),
                rs.getString("description"),
                JdbcDatasets.sharing(rs),
                JdbcDatasets.texts(rs, "audience"),
                JdbcDatasets.texts(rs, "keywords"),
                json.readTree(rs.getString("metadata")),
                rs.getInt("schema_version"),
                rs.getLong("revision"),
                instant(rs, "created_at"),
                instant(rs, "updated_at"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
