package dev.archon.protocol.rest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A server as the newer call describes it, which alone has the ids of worlds. A value that the server leaves
 * out, or sends in an unknown form, is empty. It holds secrets ({@link #sftp()}, {@link #json()}), of which neither {@link
 * #toString()} nor a JSON mapper shows anything.
 *
 * @param id the server's id
 * @param name its name
 * @param subdomain its name below Modrinth's domain
 * @param specs the resources that it may use
 * @param sftp access to its files
 * @param tags its tags
 * @param location its location
 * @param worlds its worlds
 * @param json the whole object, for the fields that are not here
 */
public record ServerDetails(
        String id,
        Optional<String> name,
        Optional<String> subdomain,
        Optional<Specs> specs,
        Sftp sftp,
        List<String> tags,
        Optional<Location> location,
        List<World> worlds,
        RawJson json) {

    /** Checks that nothing is {@code null}, and copies the lists. */
    public ServerDetails {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(subdomain, "subdomain");
        requireNonNull(specs, "specs");
        requireNonNull(sftp, "sftp");
        tags = List.copyOf(requireNonNull(tags, "tags"));
        requireNonNull(location, "location");
        worlds = List.copyOf(requireNonNull(worlds, "worlds"));
        requireNonNull(json, "json");
    }

    /**
     * The resources that a server may use.
     *
     * @param cpu processors
     * @param memoryMb main memory in MB
     * @param storageMb disk space in MB
     * @param swapMb swap space in MB
     */
    public record Specs(OptionalLong cpu, OptionalLong memoryMb, OptionalLong storageMb, OptionalLong swapMb) {

        /** Checks that nothing is {@code null}. */
        public Specs {
            requireNonNull(cpu, "cpu");
            requireNonNull(memoryMb, "memoryMb");
            requireNonNull(storageMb, "storageMb");
            requireNonNull(swapMb, "swapMb");
        }
    }

    /**
     * The location of a server.
     *
     * @param status {@code assigned} or {@code unassigned}
     * @param region the region
     * @param hostname the node's name
     */
    public record Location(Optional<String> status, Optional<String> region, Optional<String> hostname) {

        /** Checks that nothing is {@code null}. */
        public Location {
            requireNonNull(status, "status");
            requireNonNull(region, "region");
            requireNonNull(hostname, "hostname");
        }
    }

    /**
     * A world of a server.
     *
     * @param id the world's id, which calls about backups and install events name
     * @param name its name
     * @param createdAt when it was made (ISO 8601)
     * @param active whether it is the one that runs
     * @param content its software and mod pack
     * @param readiness the state of its preparation as it was sent, or as JSON
     */
    public record World(
            String id,
            Optional<String> name,
            Optional<String> createdAt,
            Optional<Boolean> active,
            Optional<Content> content,
            Optional<String> readiness) {

        /** Checks that nothing is {@code null}. */
        public World {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            requireNonNull(createdAt, "createdAt");
            requireNonNull(active, "active");
            requireNonNull(content, "content");
            requireNonNull(readiness, "readiness");
        }
    }

    /**
     * The software and the mod pack of a world.
     *
     * @param modloader the mod loader
     * @param modloaderVersion the loader's version
     * @param gameVersion the version of Minecraft
     * @param javaVersion the version of Java, as it was sent, or as JSON
     */
    public record Content(
            Optional<String> modloader,
            Optional<String> modloaderVersion,
            Optional<String> gameVersion,
            Optional<String> javaVersion) {

        /** Checks that nothing is {@code null}. */
        public Content {
            requireNonNull(modloader, "modloader");
            requireNonNull(modloaderVersion, "modloaderVersion");
            requireNonNull(gameVersion, "gameVersion");
            requireNonNull(javaVersion, "javaVersion");
        }
    }

    /**
     * The world that runs.
     *
     * @return the first that says so; empty if none does
     */
    public Optional<World> activeWorld() {
        return worlds.stream().filter(world -> world.active().orElse(false)).findFirst();
    }
}
