package io.govshare.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a controller takes and answers, at whatever depth, is no row of a table: no type named so, and none that classes
 * with SQL both read and write. What they only read, for a question asked of them, is the answer's own form; a type whose
 * JSON is laid down by Jackson's annotations is a wire form, whoever keeps it.
 */
final class SpeakInWireForms extends ArchCondition<JavaClass> {

    private static final String CONTROLLER = "org.springframework.stereotype.Controller";
    private static final String REQUEST_MAPPING = "org.springframework.web.bind.annotation.RequestMapping";

    private Set<JavaClass> rows = Set.of();

    SpeakInWireForms() {
        super("take and answer wire forms, no rows, if they are controllers");
    }

    @Override
    public void init(Collection<JavaClass> all) {
        Set<JavaClass> withSql = all.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith("org.springframework.jdbc")))
                .collect(Collectors.toSet());
        Set<JavaClass> read = withSql.stream()
                .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                .map(call -> call.getTargetOwner())
                .collect(Collectors.toSet());
        Set<JavaClass> written = withSql.stream()
                .flatMap(type -> type.getMethods().stream())
                .flatMap(method -> method.getParameterTypes().stream())
                .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream())
                .collect(Collectors.toSet());
        rows = all.stream()
                .filter(type -> type.getSimpleName().endsWith("Row")
                        || (type.isRecord() && read.contains(type) && written.contains(type) && !isWireForm(type)))
                .collect(Collectors.toSet());
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!type.isMetaAnnotatedWith(CONTROLLER)) {
            return;
        }
        for (JavaMethod method : type.getMethods()) {
            if (method.isMetaAnnotatedWith(REQUEST_MAPPING)) {
                exchanged(method)
                        .filter(rows::contains)
                        .forEach(row -> events.add(SimpleConditionEvent.violated(
                                type, method.getFullName() + " shows " + row.getFullName() + ", a row of a table")));
            }
        }
    }

    private static boolean isWireForm(JavaClass type) {
        return type.getAnnotations().stream()
                .anyMatch(annotation ->
                        annotation.getRawType().getPackageName().equals("com.fasterxml.jackson.annotation"));
    }

    private static Stream<JavaClass> exchanged(JavaMethod method) {
        Set<JavaClass> seen = new HashSet<>();
        Deque<JavaClass> open = new ArrayDeque<>(method.getAllInvolvedRawTypes());
        while (!open.isEmpty()) {
            JavaClass type = open.remove();
            if (seen.add(type)) {
                type.getFields().stream()
                        .filter(field -> type.isRecord())
                        .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                        .forEach(open::add);
            }
        }
        return seen.stream();
    }
}
