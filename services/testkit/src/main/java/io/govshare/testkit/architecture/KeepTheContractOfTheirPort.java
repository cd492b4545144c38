package io.govshare.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;

/**
 * A port is an interface with adapters, which carry its name behind that of their technology. Where it has several, fakes
 * included, each passes the abstract {@code ...ContractTests} beside the port. An interface with one implementation is no
 * port but the seam between two features.
 */
final class KeepTheContractOfTheirPort extends ArchCondition<JavaClass> {

    private final String platform;
    private Collection<JavaClass> all = List.of();

    KeepTheContractOfTheirPort(String platform) {
        super("be tested by the ContractTests of their port, where it has other adapters");
        this.platform = platform;
    }

    @Override
    public void init(Collection<JavaClass> all) {
        this.all = all;
    }

    @Override
    public void check(JavaClass adapter, ConditionEvents events) {
        adapter.getAllRawInterfaces().stream()
                .filter(port -> port.getPackageName().startsWith(platform + ".") && isAdapter(adapter, port))
                .filter(port -> !hasContractTests(port))
                .forEach(port -> events.add(SimpleConditionEvent.violated(
                        adapter,
                        adapter.getFullName() + " is one of several adapters of " + port.getFullName() + ", of which "
                                + contractTests(port) + " tests fewer")));
    }

    private boolean hasContractTests(JavaClass port) {
        long adapters = all.stream().filter(type -> isAdapter(type, port)).count();
        long tested = all.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> type.getAllRawSuperclasses().stream()
                        .anyMatch(parent -> parent.getName().equals(contractTests(port))))
                .count();
        return adapters < 2 || tested >= adapters;
    }

    private static boolean isAdapter(JavaClass type, JavaClass port) {
        String name = type.getSimpleName();
        return !type.isInterface()
                && type.isTopLevelClass()
                && type.isAssignableTo(port.getName())
                && name.endsWith(port.getSimpleName());
    }

    private static String contractTests(JavaClass port) {
        return port.getName() + "ContractTests";
    }
}
