package dev.archon.simulator.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Browser} where Chromium and its driver are installed. Elsewhere it skips them and says so. All classes
 * of a JVM share one browser, since a start costs more than most of the tests. Each test gets it in the same state.
 */
@Tag("slow")
@Tag("browser")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithChromium.Installed.class)
@interface WithChromium {

    Path BROWSER = Path.of("/usr/bin/chromium");
    Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Whether there is a browser, and the browser. */
    final class Installed implements ExecutionCondition, ParameterResolver, AfterAllCallback {

        private static final AtomicBoolean SAID = new AtomicBoolean();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (List.of(BROWSER, DRIVER).stream().allMatch(Files::isExecutable)) {
                return ConditionEvaluationResult.enabled("Chromium is installed");
            }
            String why = "Browser tests are skipped: " + BROWSER + " and " + DRIVER
                    + " are needed (Debian: apt-get install chromium chromium-driver).";
            if (!SAID.getAndSet(true)) {
                System.out.println(why);
            }
            return ConditionEvaluationResult.disabled(why);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Browser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Browser browser = browsers(context).getOrComputeIfAbsent(Browser.class);
            browser.reset();
            return browser;
        }

        /** Leaves the page, which would otherwise look for its simulator at a port that another one may get. */
        @Override
        public void afterAll(ExtensionContext context) {
            Browser browser = browsers(context).get(Browser.class, Browser.class);
            if (browser != null) {
                browser.leave();
            }
        }

        /** Surefire executes each class by itself, but all classes of a fork in one session, whose end closes the browser. */
        private static ExtensionContext.Store browsers(ExtensionContext context) {
            return context.getStore(
                    ExtensionContext.StoreScope.LAUNCHER_SESSION,
                    ExtensionContext.Namespace.create(WithChromium.class));
        }
    }
}
