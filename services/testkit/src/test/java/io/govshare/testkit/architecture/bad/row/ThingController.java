package io.govshare.testkit.architecture.bad.row;

import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows rows, inside a page inside an answer; and a count, which is none. */
@RestController
class ThingController {

    private final ThingStore store;

    ThingController(ThingStore store) {
        this.store = store;
    }

    record Page(List<Thing> things) {}

    @GetMapping("/things")
    ResponseEntity<Page> list() {
        return ResponseEntity.ok(new Page(store.all()));
    }

    @GetMapping("/count")
    ThingStore.Count count() {
        return store.count();
    }
}
