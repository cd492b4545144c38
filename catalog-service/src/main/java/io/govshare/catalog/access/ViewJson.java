package io.govshare.catalog.access;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A view as a read answers it, for those who send it elsewhere: one line of JSON. */
@Component
public class ViewJson {

    private final JsonMapper mapper;

    ViewJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    public String write(Reads.View view) {
        return mapper.writeValueAsString(ReadController.View.of(view));
    }
}
