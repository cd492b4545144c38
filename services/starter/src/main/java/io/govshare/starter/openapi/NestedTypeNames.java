package io.govshare.starter.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;

/**
 * Names a nested type after the type around it: {@code RecordController.Page} is {@code RecordPage}. By their simple
 * names the pages of two controllers would be one schema, that of whichever was met last.
 */
final class NestedTypeNames extends TypeNameResolver {

    private static final String CONTROLLER = "Controller";

    @Override
    protected String getNameOfClass(Class<?> type) {
        Class<?> around = type.getDeclaringClass();
        if (around == null) {
            return type.getSimpleName();
        }
        String prefix = getNameOfClass(around);
        if (prefix.endsWith(CONTROLLER)) {
            prefix = prefix.substring(0, prefix.length() - CONTROLLER.length());
        }
        String name = type.getSimpleName();
        return name.startsWith(prefix) ? name : prefix + name;
    }
}
