package dev.archon.simulator.conformance.report;

import dev.archon.simulator.conformance.Peer;
import dev.archon.simulator.conformance.Seen;

/** Tells what was seen in a few words. */
final class SeenText {

    private static final int LONGEST = 120;

    private SeenText() {}

    static String of(Seen seen) {
        String text = text(seen);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    private static String text(Seen seen) {
        if (seen instanceof Seen.Request request) {
            return connection(request.connection()) + request.method() + " " + request.target();
        }
        if (seen instanceof Seen.Response response) {
            return connection(response.connection()) + "answered with " + response.status()
                    + (response.issued() > 0 ? ", token " + response.issued() : "");
        }
        if (seen instanceof Seen.Frame frame) {
            return connection(frame.connection()) + name(frame.by()) + " sends " + frameText(frame);
        }
        if (seen instanceof Seen.Message message) {
            return connection(message.connection()) + messageText(message);
        }
        if (seen instanceof Seen.Ended ended) {
            return connection(ended.connection()) + name(ended.by()) + " ends the stream (" + ended.how() + ")";
        }
        if (seen instanceof Seen.Done done) {
            return "kit: " + done.label();
        }
        if (seen instanceof Seen.Missed missed) {
            return "kit: timed out waiting for " + missed.label();
        }
        if (seen instanceof Seen.Printed printed) {
            return "client prints " + printed.marker();
        }
        if (seen instanceof Seen.Leaked leaked) {
            return "client prints " + leaked.token();
        }
        return "client's process ends with " + ((Seen.Exited) seen).code();
    }

    private static String connection(int number) {
        return "#" + number + " ";
    }

    private static String name(Peer peer) {
        return peer == Peer.CLIENT ? "client" : "server";
    }

    private static String messageText(Seen.Message message) {
        return switch (message.kind()) {
            case AUTH -> "is auth with " + (message.token() > 0 ? "token " + message.token() : "a strange token");
            case COMMAND -> "is the command " + message.text();
            case UNREADABLE -> "cannot be read: " + message.text();
        };
    }

    private static String frameText(Seen.Frame frame) {
        String what = frame.header().name() + " of " + frame.header().length() + " bytes";
        if (frame.closeCode().isPresent()) {
            return "close " + frame.closeCode().getAsInt();
        }
        return frame.by() == Peer.SERVER && frame.header().isText() ? frame.content() : what;
    }
}
