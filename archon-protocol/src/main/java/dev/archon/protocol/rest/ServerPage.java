package dev.archon.protocol.rest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of the list of the user's servers.
 *
 * @param servers the servers, in the order of the answer
 * @param currentPage the number of this page
 * @param pageSize how many servers a page has
 * @param totalPages how many pages there are
 * @param totalItems how many servers there are
 * @param users the users that the servers name
 * @param json the whole answer, for the fields that are not here
 */
public record ServerPage(
        List<ServerInfo> servers,
        OptionalLong currentPage,
        OptionalLong pageSize,
        OptionalLong totalPages,
        OptionalLong totalItems,
        List<User> users,
        RawJson json) {

    /** Checks that nothing is {@code null}, and copies the lists. */
    public ServerPage {
        servers = List.copyOf(requireNonNull(servers, "servers"));
        requireNonNull(currentPage, "currentPage");
        requireNonNull(pageSize, "pageSize");
        requireNonNull(totalPages, "totalPages");
        requireNonNull(totalItems, "totalItems");
        users = List.copyOf(requireNonNull(users, "users"));
        requireNonNull(json, "json");
    }

    /**
     * A user.
     *
     * @param id the user's id
     * @param username the user's name
     * @param avatarUrl the address of the user's picture
     */
    public record User(String id, Optional<String> username, Optional<String> avatarUrl) {

        /** Checks that nothing is {@code null}. */
        public User {
            requireNonNull(id, "id");
            requireNonNull(username, "username");
            requireNonNull(avatarUrl, "avatarUrl");
        }
    }
}
