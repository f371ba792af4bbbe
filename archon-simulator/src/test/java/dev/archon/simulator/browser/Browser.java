package dev.archon.simulator.browser;

import static org.awaitility.Awaitility.await;

import dev.archon.simulator.ArchonSimulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A browser with one tab, and what a person would look at in it. */
final class Browser implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(40);

    /** Kept here, since a logger that nobody keeps forgets its level. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        // It warns of each Chromium that is newer than itself, which only matters for what is not used here.
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final Path profile;
    private final ChromeDriver driver;

    Browser() throws IOException {
        profile = Files.createTempDirectory("archon-browser");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(WithChromium.BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                // Each test opens two pages, and each of these would start or keep a process for every one of them.
                "--disable-site-isolation-trials",
                "--disable-features=BackForwardCache,SpareRendererForSitePerProcess,OnDeviceModelService",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(WithChromium.DRIVER.toFile())
                .usingAnyFreePort()
                .withLogFile(new File("/dev/null"))
                .build();
        driver = new ChromeDriver(service, options);
    }

    /** Puts back what a test may have changed: the size of the window, the theme and the blocked addresses. */
    void reset() {
        block();
        size(1280, 800);
        prefers("light");
    }

    void size(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    void prefers(String theme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** Has calls to addresses of these patterns fail, and no others. */
    void block(String... patterns) {
        command("Network.enable", Map.of());
        command("Network.setBlockedURLs", Map.of("urls", List.of(patterns)));
    }

    private void command(String name, Map<String, Object> parameters) {
        Map<String, Object> unused = driver.executeCdpCommand(name, parameters);
    }

    /** Opens a simulator's page as a new visitor would. */
    void open(ArchonSimulator simulator) {
        leave();
        List<String> unused = errors();
        driver.get(simulator.baseUri() + "/");
    }

    /** Leaves the page that is open, which ends its connections. */
    void leave() {
        driver.get("about:blank");
    }

    void press(CharSequence keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void reload() {
        driver.navigate().refresh();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The button that can be seen and has this name for those who cannot see it. */
    WebElement button(String name) {
        return Stream.concat(buttonsThatSay(name), all("button").stream())
                .filter(button -> button.isDisplayed() && nameOf(button).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + name));
    }

    /** Buttons that probably have the name: to ask the browser for the name of every button takes a second. */
    private Stream<WebElement> buttonsThatSay(String name) {
        Object found = driver.executeScript(
                "return [...document.querySelectorAll('button')].filter((button) =>"
                        + " (button.getAttribute('aria-label') ?? button.textContent).trim() === arguments[0])",
                name);
        return found instanceof List<?> list ? list.stream().map(WebElement.class::cast) : Stream.empty();
    }

    String text(String css) {
        return String.valueOf(find(css).getText());
    }

    /** What the control is called by those who cannot see it; empty if it has no name. */
    static String nameOf(WebElement control) {
        return Objects.requireNonNullElse(control.getAccessibleName(), "");
    }

    Object run(String script) {
        return Objects.requireNonNullElse(driver.executeScript(script), "");
    }

    long number(String script) {
        return Math.round(((Number) run(script)).doubleValue());
    }

    /** The console's rows that are in the document, from top to bottom. */
    List<String> rows() {
        return strings("return [...document.querySelectorAll('.row')]"
                + ".sort((a, b) => a.dataset.line - b.dataset.line).map((row) => row.textContent)");
    }

    List<String> strings(String script) {
        return run(script) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    void awaitRow(String part) {
        awaitThat("a row with " + part, () -> rows().stream().anyMatch(row -> row.contains(part)));
    }

    void awaitText(String css, String part) {
        try {
            awaitThat(css + " has " + part, () -> text(css).contains(part));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    css + " has no '" + part + "' but '" + text(css) + "'; the browser says " + errors(), e);
        }
    }

    void awaitConnected() {
        awaitThat(
                "a connection", () -> !all("#connection[data-state=connected]").isEmpty());
    }

    /** Waits for something to become true; what is replaced while one looks at it is looked at again. */
    void awaitThat(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(StaleElementReferenceException.class)
                .until(condition);
    }

    /** What the browser has complained of since it was last asked. */
    List<String> errors() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Keeps what is seen, as a part of the test's output. */
    void screenshot(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Path unused = Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        List<Path> files;
        try (Stream<Path> tree = Files.walk(profile)) {
            files = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            boolean unused = Files.deleteIfExists(file);
        }
    }
}
