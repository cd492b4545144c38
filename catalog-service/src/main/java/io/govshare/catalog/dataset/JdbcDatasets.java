package io.govshare.catalog.dataset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcDatasets implements Datasets {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final SchemaCache schemas = new SchemaCache();

    JdbcDatasets(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Row(
            UUID id, String agency, String title, Sharing sharing, Set<String> audience, int schemaVersion) {}

    @Override
    public Optional<Dataset> find(UUID id) {
        return jdbc.sql("SELECT id, agency, title, sharing, audience, schema_version FROM dataset WHERE id = ?")
                .param(id)
                .query((rs, n) -> new Row(
                        rs.getObject("id", UUID.class),
                        rs.getString("agency"),
                        rs.getString("title"),
                        sharing(rs),
                        Set.copyOf(texts(rs, "audience")),
                        rs.getInt("schema_version")))
                .optional()
                .map(row -> new Dataset(
                        row.id(),
                        row.agency(),
                        row.title(),
                        row.sharing(),
                        schema(row.id(), row.schemaVersion()),
                        row.schemaVersion(),
                        row.audience()));
    }

    @Override
    public RecordSchema schema(UUID dataset, int version) {
        var key = new SchemaCache.Key(dataset, version);
        return schemas.get(key).orElseGet(() -> {
            String text = jdbc.sql("SELECT schema FROM dataset_schema WHERE dataset = ? AND version = ?")
                    .param(dataset)
                    .param(version)
                    .query(String.class)
                    .single();
            var schema = RecordSchema.ofStored(json.readTree(text));
            schemas.put(key, schema);
            return schema;
        });
    }

    static Sharing sharing(ResultSet rs) throws SQLException {
        return Sharing.ofCode(rs.getString("sharing")).orElseThrow();
    }

    static List<String> texts(ResultSet rs, String column) throws SQLException {
        return List.of((String[]) rs.getArray(column).getArray());
    }
}
