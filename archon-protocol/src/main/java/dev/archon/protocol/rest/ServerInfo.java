package dev.archon.protocol.rest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A server as the older call describes it. A value that the server leaves out, or sends in an unknown form, is empty. It
 * holds secrets ({@link #sftp()}, {@link #node()}, {@link #json()}), of which neither {@link #toString()} nor a JSON mapper
 * shows anything.
 *
 * @param id the server's id
 * @param name its name
 * @param ownerId the id of the user who owns it
 * @param net the address that players connect to
 * @param game the game
 * @param backupQuota how many backups it may have
 * @param usedBackupQuota how many backups it has
 * @param status whether it can be used, as it was sent; see {@link #statusValue()}
 * @param suspensionReason why it is suspended, as it was sent; see {@link #suspensionReasonValue()}
 * @param loader the mod loader, for example {@code Fabric}
 * @param loaderVersion the loader's version
 * @param minecraftVersion the version of Minecraft
 * @param upstream the modpack it was made of
 * @param sftp access to its files
 * @param datacenter the data centre in which it is
 * @param notices messages of Modrinth about it
 * @param node the node it runs on
 * @param withoutNode whether it says that it has no node, which is so while it is being prepared or moved
 * @param intro whether the panel has yet to introduce it to its owner
 * @param medal whether it is a free server of Medal
 * @param medalExpires when that ends (ISO 8601)
 * @param permissions the permissions of the API token's user
 * @param json the whole object, for the fields that are not here
 */
public record ServerInfo(
        String id,
        Optional<String> name,
        Optional<String> ownerId,
        Optional<Net> net,
        Optional<String> game,
        OptionalLong backupQuota,
        OptionalLong usedBackupQuota,
        Optional<String> status,
        Optional<String> suspensionReason,
        Optional<String> loader,
        Optional<String> loaderVersion,
        Optional<String> minecraftVersion,
        Optional<Upstream> upstream,
        Sftp sftp,
        Optional<String> datacenter,
        List<Notice> notices,
        Optional<Node> node,
        boolean withoutNode,
        Optional<Boolean> intro,
        Optional<Boolean> medal,
        Optional<String> medalExpires,
        Optional<Permissions> permissions,
        RawJson json) {

    /** Checks that nothing is {@code null}, and copies the list. */
    public ServerInfo {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(net, "net");
        requireNonNull(game, "game");
        requireNonNull(backupQuota, "backupQuota");
        requireNonNull(usedBackupQuota, "usedBackupQuota");
        requireNonNull(status, "status");
        requireNonNull(suspensionReason, "suspensionReason");
        requireNonNull(loader, "loader");
        requireNonNull(loaderVersion, "loaderVersion");
        requireNonNull(minecraftVersion, "minecraftVersion");
        requireNonNull(upstream, "upstream");
        requireNonNull(sftp, "sftp");
        requireNonNull(datacenter, "datacenter");
        notices = List.copyOf(requireNonNull(notices, "notices"));
        requireNonNull(node, "node");
        requireNonNull(intro, "intro");
        requireNonNull(medal, "medal");
        requireNonNull(medalExpires, "medalExpires");
        requireNonNull(permissions, "permissions");
        requireNonNull(json, "json");
    }

    /**
     * The address that players connect to.
     *
     * @param ip the IP address
     * @param port the port
     * @param domain the name
     */
    public record Net(Optional<String> ip, OptionalLong port, Optional<String> domain) {

        /** Checks that nothing is {@code null}. */
        public Net {
            requireNonNull(ip, "ip");
            requireNonNull(port, "port");
            requireNonNull(domain, "domain");
        }
    }

    /**
     * The modpack that a server was made of.
     *
     * @param kind the kind, for example {@code modpack}
     * @param versionId the version's id
     * @param projectId the project's id
     */
    public record Upstream(Optional<String> kind, Optional<String> versionId, Optional<String> projectId) {

        /** Checks that nothing is {@code null}. */
        public Upstream {
            requireNonNull(kind, "kind");
            requireNonNull(versionId, "versionId");
            requireNonNull(projectId, "projectId");
        }
    }

    /**
     * A message of Modrinth about a server.
     *
     * @param id its number
     * @param dismissable whether it can be dismissed
     * @param title the title
     * @param message the text
     * @param level how important it is, for example {@code warn}
     * @param announced when it was made known (ISO 8601)
     */
    public record Notice(
            OptionalLong id,
            Optional<Boolean> dismissable,
            Optional<String> title,
            Optional<String> message,
            Optional<String> level,
            Optional<String> announced) {

        /** Checks that nothing is {@code null}. */
        public Notice {
            requireNonNull(id, "id");
            requireNonNull(dismissable, "dismissable");
            requireNonNull(title, "title");
            requireNonNull(message, "message");
            requireNonNull(level, "level");
            requireNonNull(announced, "announced");
        }
    }

    /**
     * The node that a server runs on.
     *
     * @param instance the node's name
     * @param token the token for it
     */
    public record Node(Optional<String> instance, Optional<Secret> token) {

        /** Checks that nothing is {@code null}. */
        public Node {
            requireNonNull(instance, "instance");
            requireNonNull(token, "token");
        }
    }

    /**
     * Whether the server can be used.
     *
     * @return the status, or {@link ServerAvailability#UNKNOWN}
     */
    public ServerAvailability statusValue() {
        return status.map(ServerAvailability::of).orElse(ServerAvailability.UNKNOWN);
    }

    /**
     * Why the server is suspended.
     *
     * @return the reason; empty if the server sends none
     */
    public Optional<SuspensionReason> suspensionReasonValue() {
        return suspensionReason.map(SuspensionReason::of);
    }

    /**
     * Why the server cannot be connected to, as far as this says.
     *
     * @return a sentence for a person to read, which holds nothing but known words; empty if nothing is known to be in the
     *     way
     */
    public Optional<String> obstacle() {
        if (statusValue() == ServerAvailability.SUSPENDED) {
            SuspensionReason reason = suspensionReasonValue().orElse(SuspensionReason.UNKNOWN);
            return Optional.of(
                    switch (reason) {
                        case UPGRADING -> "the server is suspended while it is being upgraded, which passes by itself";
                        case MODERATED -> "the server is suspended by Modrinth's moderation";
                        case PAYMENT_FAILED -> "the server is suspended because a payment has failed";
                        case CANCELLED -> "the server is suspended because its subscription was cancelled";
                        case OTHER, UNKNOWN -> "the server is suspended";
                    });
        }
        return withoutNode
                ? Optional.of("the server has no node while it is being prepared or moved, which passes by itself")
                : Optional.empty();
    }
}
