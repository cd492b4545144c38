package io.govshare.testkit.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows every call that is made while a transaction is open, through this module's classes and, for a call of an
 * interface, into each of its implementations here, to see whether it ends at a network. An inbox listener's events are
 * handled in a transaction, too.
 */
final class StayLocalInTransactions extends ArchCondition<JavaClass> {

    private final String inboxListener;
    private final RemoteCalls remote;

    StayLocalInTransactions(String platform) {
        super("call neither the chain nor another service in a transaction");
        inboxListener = platform + ".starter.inbox.InboxListener";
        remote = new RemoteCalls(platform);
    }

    private record Way(String steps, JavaAccess<?> access) {

        Way then(JavaCodeUnit unit, JavaAccess<?> next) {
            return new Way(steps + " → " + unit.getFullName(), next);
        }
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            follow(unit, inTransaction(unit), events);
        }
    }

    private Collection<JavaAccess<?>> inTransaction(JavaCodeUnit unit) {
        boolean handlesEvents =
                unit.getName().equals("onEvents") && unit.getOwner().isAssignableTo(inboxListener);
        return handlesEvents ? unit.getAccessesFromSelf() : Transactions.within(unit);
    }

    private void follow(JavaCodeUnit opener, Collection<JavaAccess<?>> accesses, ConditionEvents events) {
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<Way> open = new ArrayDeque<>();
        accesses.forEach(access -> open.add(new Way(opener.getFullName(), access)));
        while (!open.isEmpty()) {
            Way way = open.remove();
            if (remote.areMadeBy(way.access().getTargetOwner())) {
                events.add(SimpleConditionEvent.violated(
                        opener.getOwner(),
                        way.steps() + " calls " + way.access().getTarget().getFullName() + " in a transaction"));
                return;
            }
            called(way.access())
                    .filter(seen::add)
                    .forEach(unit -> unit.getAccessesFromSelf().forEach(next -> open.add(way.then(unit, next))));
        }
    }

    private static Stream<JavaCodeUnit> called(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
            return Stream.empty();
        }
        String[] parameters = target.getRawParameterTypes().stream()
                .map(JavaClass::getFullName)
                .toArray(String[]::new);
        Stream<JavaCodeUnit> overriding = target.getOwner().getAllSubclasses().stream()
                .flatMap(type -> type.tryGetMethod(target.getName(), parameters).stream());
        return Stream.concat(target.resolveMember().stream(), overriding);
    }
}
