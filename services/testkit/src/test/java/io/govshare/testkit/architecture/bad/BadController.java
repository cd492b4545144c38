package io.govshare.testkit.architecture.bad;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;

/** Public, and injected into a field. */
@Controller
public class BadController {

    @Autowired
    String injected;

    String greet() {
        return injected;
    }
}
