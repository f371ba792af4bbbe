package dev.archon.client.hostile;

import dev.archon.client.ArchonClientBuilder;
import dev.archon.client.ServerStatus.State;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.session.Cause.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One entry of the catalogue: what the server does, and what the user is told. It is written in one sentence, from {@link
 * #tokenCall}, {@link #handshake}, {@link #authentication}, {@link #connected} or {@link #onConnect} to one of {@link
 * #fails}, {@link #breaks}, {@link #ends}, {@link #waits} and {@link #staysAlive}, with the exceptions to the rule behind.
 *
 * <p>Unless a case says otherwise, every limit of the client is so long that it does not come into play, the server does the
 * same on each connection, and the client tries again until its attempts are used up.
 */
final class HostileCase {

    /** The limit that the case is about. */
    static final Duration SHORT = Duration.ofMillis(500);

    /** The limits that the case must be decided without. */
    static final Duration LONG = Duration.ofSeconds(20);

    /** Within what time a case is decided; shorter than every limit of {@link #LONG}. */
    static final Duration WITHIN = Duration.ofSeconds(10);

    /** What a case is about, and hence whose time limit it may meet. */
    enum Stage {
        TOKEN_CALL,
        HANDSHAKE,
        AUTHENTICATION,
        CONNECTED
    }

    private final String name;
    private final Stage stage;
    private List<Step> onConnect = List.of();
    private List<Step> tokenCall = List.of();
    private List<Step> handshake = List.of();
    private List<Step> authentication = List.of();
    private List<Step> connected = List.of();
    private int fromTokenCall = 1;
    private long tokenLifeSeconds = 3_600;

    private Set<State> states = Set.of(State.CONNECTED);
    private Set<Kind> kinds = Set.of();
    private OptionalInt code = OptionalInt.empty();
    private String phrase = "";
    private Set<Integer> closeCodes = Set.of();
    private Duration within = WITHIN;
    private Duration waitsAtLeast = Duration.ZERO;
    private boolean once;
    private boolean warned;
    private boolean pausesTokenCalls;
    private long takesAtMost = 16 << 20;
    private final List<Predicate<ArchonEvent>> delivered = new ArrayList<>();
    private final List<String> deliveredNames = new ArrayList<>();

    private boolean tls;
    private boolean limited;
    private UnaryOperator<ArchonClientBuilder> client = builder -> builder;

    private HostileCase(String name, Stage stage) {
        this.name = name;
        this.stage = stage;
    }

    /** The server does this as soon as there is a TCP connection, whatever it is for. */
    static HostileCase onConnect(String name, Step... steps) {
        HostileCase made = new HostileCase("connection: " + name, Stage.TOKEN_CALL);
        made.onConnect = List.of(steps);
        return made;
    }

    /** The server answers the token call with this, and ends the connection. */
    static HostileCase tokenCall(String name, Step... steps) {
        HostileCase made = new HostileCase("token call: " + name, Stage.TOKEN_CALL);
        made.tokenCall = List.of(steps);
        return made;
    }

    /** The server answers the request for a WebSocket with this. */
    static HostileCase handshake(String name, Step... steps) {
        HostileCase made = new HostileCase("handshake: " + name, Stage.HANDSHAKE);
        made.handshake = List.of(steps);
        return made;
    }

    /** The server answers the first {@code auth} with this. */
    static HostileCase authentication(String name, Step... steps) {
        HostileCase made = new HostileCase("authentication: " + name, Stage.AUTHENTICATION);
        made.authentication = List.of(steps);
        return made;
    }

    /** The server does this after {@code auth-ok}. */
    static HostileCase connected(String name, Step... steps) {
        HostileCase made = new HostileCase("connected: " + name, Stage.CONNECTED);
        made.connected = List.of(steps);
        return made;
    }

    /** A message that is read as far as it can be; the next one comes. */
    static HostileCase message(String name, String json) {
        HostileCase made = new HostileCase("message: " + name, Stage.CONNECTED);
        made.connected = List.of(Step.text(json));
        return made.staysAlive();
    }

    /** The token call does so from the second one on, the first is answered well. */
    HostileCase whoseRenewalGets(Step... steps) {
        tokenCall = List.of(steps);
        fromTokenCall = 2;
        return this;
    }

    /** The attempts fail, and the user is told why. */
    HostileCase fails(Kind kind, String words) {
        states = Set.of(State.FAILED);
        kinds = Set.of(kind);
        phrase = words;
        return this;
    }

    HostileCase fails(Kind kind, int number, String words) {
        code = OptionalInt.of(number);
        return fails(kind, words);
    }

    /** The attempts fail, with one of these kinds. */
    HostileCase failsFor(Kind... any) {
        states = Set.of(State.FAILED);
        kinds = Set.of(any);
        return this;
    }

    /** The client fails the connection with one of these close codes, and says so. */
    HostileCase breaks(String words, Integer... codes) {
        closeCodes = Set.of(codes);
        states = Set.of(State.FAILED);
        kinds = Set.of(Kind.LOST, Kind.CLOSED);
        phrase = words;
        return this;
    }

    /** The connection is over, and there will be no other. */
    HostileCase ends(int number, String words) {
        states = Set.of(State.DISCONNECTED);
        kinds = Set.of(Kind.CLOSED);
        code = OptionalInt.of(number);
        phrase = words;
        return this;
    }

    /** The connection is over as with {@link #ends} if the close frame was read in time, else it is lost and made again. */
    HostileCase endsOrIsLost() {
        states = Set.of(State.DISCONNECTED, State.FAILED);
        kinds = Set.of(Kind.CLOSED, Kind.LOST);
        return this;
    }

    /** The next attempt is made after a wait that the server asked for. */
    HostileCase waits(Kind kind, int number, Duration atLeast) {
        states = Set.of(State.RECONNECTING);
        kinds = Set.of(kind);
        code = OptionalInt.of(number);
        waitsAtLeast = atLeast;
        return this;
    }

    /** Token calls pause for longer than the next connection is waited for; {@code RefusedTokenCallsTest} has how they go on. */
    HostileCase pausesTokenCalls() {
        pausesTokenCalls = true;
        return this;
    }

    /** The first connection stands, and what the server sends afterwards is delivered. */
    HostileCase staysAlive() {
        states = Set.of(State.CONNECTED);
        return this;
    }

    /** A message is lost, and a warning in the log tells so. */
    HostileCase warns() {
        warned = true;
        return this;
    }

    HostileCase delivers(String what, Predicate<ArchonEvent> event) {
        delivered.add(event);
        deliveredNames.add(what);
        return this;
    }

    /** No second attempt is made, since it would fail as well. */
    HostileCase once() {
        once = true;
        return this;
    }

    /** The limit of the client that the case is about is short; on a busy machine the other stages may take their time. */
    HostileCase limited() {
        limited = true;
        return this;
    }

    HostileCase within(Duration longest) {
        within = longest;
        return this;
    }

    /** So many bytes of what the server would send are taken at most on one connection, what sockets hold included. */
    HostileCase takesAtMost(long bytes) {
        takesAtMost = bytes;
        return this;
    }

    HostileCase tokensLiveFor(long seconds) {
        tokenLifeSeconds = seconds;
        return this;
    }

    HostileCase overTls() {
        tls = true;
        return this;
    }

    HostileCase client(UnaryOperator<ArchonClientBuilder> settings) {
        client = settings;
        return this;
    }

    HostileCase compressed() {
        handshake = List.of(Step.accept("Sec-WebSocket-Extensions: permessage-deflate"));
        return client(builder -> builder.compression(true));
    }

    String name() {
        return name;
    }

    List<Step> onConnect() {
        return onConnect;
    }

    List<Step> tokenCall() {
        return tokenCall;
    }

    List<Step> handshake() {
        return handshake;
    }

    List<Step> authentication() {
        return authentication;
    }

    List<Step> connected() {
        return connected;
    }

    int fromTokenCall() {
        return fromTokenCall;
    }

    long tokenLifeSeconds() {
        return tokenLifeSeconds;
    }

    /** The states of which one must be reached. */
    Set<State> states() {
        return states;
    }

    boolean isPausingTokenCalls() {
        return pausesTokenCalls;
    }

    boolean isWarnedOf() {
        return warned;
    }

    Set<Kind> kinds() {
        return kinds;
    }

    OptionalInt code() {
        return code;
    }

    String phrase() {
        return phrase;
    }

    Set<Integer> closeCodes() {
        return closeCodes;
    }

    Duration within() {
        return within;
    }

    Duration waitsAtLeast() {
        return waitsAtLeast;
    }

    boolean isTriedOnce() {
        return once;
    }

    long takesAtMost() {
        return takesAtMost;
    }

    List<Predicate<ArchonEvent>> delivered() {
        return delivered;
    }

    String deliveredName(int index) {
        return deliveredNames.get(index);
    }

    boolean isOverTls() {
        return tls;
    }

    boolean isLimited() {
        return limited;
    }

    Duration limit(Stage of) {
        return limited && of == stage ? SHORT : LONG;
    }

    ArchonClientBuilder configured(ArchonClientBuilder builder) {
        return client.apply(builder);
    }
}
