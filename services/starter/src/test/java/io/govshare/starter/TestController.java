package io.govshare.starter;

import io.govshare.starter.problem.CommonProblem;
import io.govshare.starter.problem.ProblemException;
import io.govshare.starter.security.Operator;
import io.govshare.starter.turn.Turns;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TestController {

    /** More than the buffers between a server and a reader hold. */
    static final int LARGE = 32 << 20;

    private final Turns turns = new Turns(2, 1, Duration.ofMillis(500));

    record Purchase(@NotBlank String title, BigDecimal amount, int pieces) {}

    @GetMapping("/me")
    Operator me(Operator operator) {
        return operator;
    }

    @GetMapping("/open/{name}")
    Map<String, Object> open(@PathVariable String name, @Nullable Operator operator) {
        return Map.of("name", name, "caller", operator == null ? "nobody" : operator.id());
    }

    @PostMapping("/open/{name}")
    String write(@PathVariable String name) {
        return name;
    }

    @GetMapping("/publishers")
    @PreAuthorize("hasRole('publisher')")
    String publishers() {
        return "ok";
    }

    @PostMapping("/purchases")
    Purchase purchase(@RequestBody @Valid Purchase purchase) {
        return purchase;
    }

    @PostMapping("/small")
    String small(@RequestBody String body) {
        return body;
    }

    @GetMapping("/pages")
    int pages(@RequestParam @Max(100) int limit) {
        return limit;
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("the secret inside");
    }

    @GetMapping("/database-away")
    String databaseAway() {
        throw new DataAccessResourceFailureException("jdbc:postgresql://secret");
    }

    @GetMapping("/busy")
    String busy() {
        throw new ProblemException(CommonProblem.UNAVAILABLE, "Come back later", Map.of("queue", 7))
                .retryAfter(Duration.ofSeconds(5));
    }

    @GetMapping("/large")
    byte[] large(Operator operator, @RequestParam(defaultValue = "false") boolean failing) {
        if (!turns.take(operator.id())) {
            throw new ProblemException(CommonProblem.UNAVAILABLE, "Try again in a moment");
        }
        if (failing) {
            throw new IllegalStateException("after the turn was taken");
        }
        return new byte[LARGE];
    }
}
