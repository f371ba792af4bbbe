package dev.archon.client.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.archon.protocol.session.Failure;
import io.netty.util.NetUtil;
import java.io.ByteArrayOutputStream;

/** SOCKS5 (RFC 1928) with user and password (RFC 1929), which are sent in UTF-8. */
final class SocksDialogue implements ProxyDialogue {

    private static final byte VERSION = 5;
    private static final byte LOGIN_VERSION = 1;
    private static final byte NO_LOGIN = 0;
    private static final byte USER_AND_PASSWORD = 2;
    private static final byte NONE_ACCEPTABLE = (byte) 0xFF;
    private static final byte CONNECT = 1;
    private static final byte IPV4 = 1;
    private static final byte NAME = 3;
    private static final byte IPV6 = 4;
    private static final int MAX_NAME = 255;

    private final Route route;
    private final ProxyAddress proxy;
    private State state = State.VERSION;
    private int left;

    /** Which byte of the proxy comes next. */
    private enum State {
        VERSION,
        METHOD,
        LOGIN_VERSION,
        LOGIN_STATUS,
        REPLY_VERSION,
        REPLY,
        RESERVED,
        ADDRESS_TYPE,
        NAME_LENGTH,
        ADDRESS
    }

    SocksDialogue(Route route, ProxyAddress proxy) {
        this.route = route;
        this.proxy = proxy;
    }

    @Override
    public byte[] opening() {
        return proxy.login() == null
                ? new byte[] {VERSION, 1, NO_LOGIN}
                : new byte[] {VERSION, 2, NO_LOGIN, USER_AND_PASSWORD};
    }

    @Override
    public Step read(byte next) {
        return switch (state) {
            case VERSION -> next == VERSION ? go(State.METHOD) : noSocks();
            case METHOD -> method(next);
            case LOGIN_VERSION -> next == LOGIN_VERSION ? go(State.LOGIN_STATUS) : noSocks();
            case LOGIN_STATUS -> next == 0 ? say(State.REPLY_VERSION, request()) : permanent(proxy.refusedLogin(""));
            case REPLY_VERSION -> next == VERSION ? go(State.REPLY) : noSocks();
            case REPLY -> next == 0 ? go(State.RESERVED) : refusal(next & 0xFF);
            case RESERVED -> go(State.ADDRESS_TYPE);
            case ADDRESS_TYPE ->
                switch (next) {
                    case IPV4 -> address(4);
                    case IPV6 -> address(16);
                    case NAME -> go(State.NAME_LENGTH);
                    default -> noSocks();
                };
            case NAME_LENGTH -> address(next & 0xFF);
            case ADDRESS -> --left == 0 ? Step.Done.OPEN : Step.Wait.MORE;
        };
    }

    private Step method(byte method) {
        ProxyAddress.Login login = proxy.login();
        if (method == NO_LOGIN) {
            return say(State.REPLY_VERSION, request());
        } else if (method == USER_AND_PASSWORD && login != null) {
            return say(State.LOGIN_VERSION, login(login));
        } else if (method == NONE_ACCEPTABLE || method == USER_AND_PASSWORD) {
            return permanent(
                    login == null
                            ? proxy.wantsLogin("")
                            : proxy
                                    + " wants another kind of login than user and password; choose one that takes them");
        }
        return permanent(proxy + " chose a kind of login that was not offered (" + (method & 0xFF)
                + "); check the proxy, or take another one");
    }

    private static byte[] login(ProxyAddress.Login login) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(LOGIN_VERSION);
        text(bytes, login.user());
        text(bytes, login.password());
        return bytes.toByteArray();
    }

    private byte[] request() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        bytes.write(CONNECT);
        bytes.write(0);
        byte[] address = NetUtil.createByteArrayFromIpAddressString(route.host());
        if (address == null) {
            bytes.write(NAME);
            text(bytes, route.host());
        } else {
            bytes.write(address.length == 4 ? IPV4 : IPV6);
            bytes.writeBytes(address);
        }
        bytes.write(route.port() >> 8);
        bytes.write(route.port());
        return bytes.toByteArray();
    }

    private static void text(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > MAX_NAME) {
            throw new IllegalArgumentException("more than 255 bytes, which SOCKS5 cannot carry");
        }
        to.write(bytes.length);
        to.writeBytes(bytes);
    }

    private Step address(int length) {
        // Behind the address comes a port.
        left = length + 2;
        return go(State.ADDRESS);
    }

    private Step refusal(int reply) {
        String reason = switch (reply) {
            case 1 -> "its reply is a general failure (1); see the proxy's log";
            case 2 -> "its rules do not allow it (2); check what the proxy allows";
            case 3 -> "it cannot reach the network (3); check the URL and the proxy's network";
            case 4 -> "it cannot reach the host, or does not know its name (4); check the URL and the proxy's DNS";
            case 5 -> "the host refused the connection (5); check that it is up and that the URL is right";
            case 6 -> "the connection took too long (6); check that the host is up";
            case 7 -> "it does not know the command CONNECT (7); take another proxy";
            case 8 -> "it does not take this kind of address (8); name the host in another way, or take another proxy";
            default -> "its reply is unknown (" + reply + "); see the proxy's log";
        };
        return new Step.Refused(Failure.of(proxy + " would not connect to " + route.target() + ": " + reason));
    }

    private Step noSocks() {
        return new Step.Refused(Failure.of(
                proxy + " answered with what is no SOCKS5; check the proxy's port, and whether it is a SOCKS5 proxy"));
    }

    private static Step permanent(String words) {
        return new Step.Refused(Failure.permanent(words));
    }

    private Step go(State next) {
        state = next;
        return Step.Wait.MORE;
    }

    private Step say(State next, byte[] bytes) {
        state = next;
        return new Step.Say(bytes);
    }
}
