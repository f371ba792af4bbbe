package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;

/** What an {@link InstallItem} installs. The server may leave out any part of it. */
public sealed interface InstallKey {

    /**
     * The kind's name on the wire, the value of the key's {@code type} field.
     *
     * @return the name, for example {@code "modrinth_modpack"}
     */
    String type();

    /**
     * A single file from a Modrinth project.
     *
     * @param installType whether the file is new, as it was sent; see {@link #installTypeValue()}
     * @param projectId the project's id
     * @param versionId the id of the project's version
     * @param parentDirectory the folder into which the file is installed
     * @param sourceFilename the name of the file that is replaced
     * @param targetFilename the name that the file gets
     */
    record File(
            Optional<String> installType,
            Optional<String> projectId,
            Optional<String> versionId,
            Optional<String> parentDirectory,
            Optional<String> sourceFilename,
            Optional<String> targetFilename)
            implements InstallKey {

        /** The name on the wire. */
        public static final String TYPE = "file";

        /** Checks that nothing is {@code null}. */
        public File {
            required(installType, "installType");
            required(projectId, "projectId");
            required(versionId, "versionId");
            required(parentDirectory, "parentDirectory");
            required(sourceFilename, "sourceFilename");
            required(targetFilename, "targetFilename");
        }

        /**
         * Makes a key with all that servers usually send.
         *
         * @param installType whether the file is new, as it was sent; see {@link #installTypeValue()}
         * @param projectId the project's id
         * @param versionId the id of the project's version
         * @param parentDirectory the folder into which the file is installed
         * @param sourceFilename the name of the file that is replaced
         * @param targetFilename the name that the file gets
         */
        public File(
                String installType,
                String projectId,
                String versionId,
                String parentDirectory,
                Optional<String> sourceFilename,
                Optional<String> targetFilename) {
            this(
                    Optional.of(required(installType, "installType")),
                    Optional.of(required(projectId, "projectId")),
                    Optional.of(required(versionId, "versionId")),
                    Optional.of(required(parentDirectory, "parentDirectory")),
                    sourceFilename,
                    targetFilename);
        }

        /**
         * Whether the file is new.
         *
         * @return the kind of installation, or {@link InstallType#UNKNOWN}
         */
        public InstallType installTypeValue() {
            return installType.map(InstallType::of).orElse(InstallType.UNKNOWN);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * A mod pack from Modrinth.
     *
     * @param projectId the project's id
     * @param versionId the id of the project's version
     */
    record ModrinthModpack(Optional<String> projectId, Optional<String> versionId) implements InstallKey {

        /** The name on the wire. */
        public static final String TYPE = "modrinth_modpack";

        /** Checks that nothing is {@code null}. */
        public ModrinthModpack {
            required(projectId, "projectId");
            required(versionId, "versionId");
        }

        /**
         * Makes a key with all that servers usually send.
         *
         * @param projectId the project's id
         * @param versionId the id of the project's version
         */
        public ModrinthModpack(String projectId, String versionId) {
            this(Optional.of(required(projectId, "projectId")), Optional.of(required(versionId, "versionId")));
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * A mod pack from a file that was uploaded.
     *
     * @param filename the file's name
     */
    record LocalModpack(Optional<String> filename) implements InstallKey {

        /** The name on the wire. */
        public static final String TYPE = "local_modpack";

        /** Checks that nothing is {@code null}. */
        public LocalModpack {
            required(filename, "filename");
        }

        /**
         * Makes a key with all that servers usually send.
         *
         * @param filename the file's name
         */
        public LocalModpack(String filename) {
            this(Optional.of(required(filename, "filename")));
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * The server software itself.
     *
     * @param platform the software as it was sent; see {@link #platformValue()}
     * @param platformVersion the software's version
     * @param gameVersion the game's version
     */
    record PlatformVersion(Optional<String> platform, Optional<String> platformVersion, Optional<String> gameVersion)
            implements InstallKey {

        /** The name on the wire. */
        public static final String TYPE = "platform";

        /** Checks that nothing is {@code null}. */
        public PlatformVersion {
            required(platform, "platform");
            required(platformVersion, "platformVersion");
            required(gameVersion, "gameVersion");
        }

        /**
         * Makes a key with all that servers usually send.
         *
         * @param platform the software as it was sent; see {@link #platformValue()}
         * @param platformVersion the software's version
         * @param gameVersion the game's version
         */
        public PlatformVersion(String platform, String platformVersion, String gameVersion) {
            this(
                    Optional.of(required(platform, "platform")),
                    Optional.of(required(platformVersion, "platformVersion")),
                    Optional.of(required(gameVersion, "gameVersion")));
        }

        /**
         * The server software.
         *
         * @return the software, or {@link Platform#UNKNOWN}
         */
        public Platform platformValue() {
            return platform.map(Platform::of).orElse(Platform.UNKNOWN);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * A kind that this version does not know, or any other JSON that the server sent in its place.
     *
     * @param type the kind's name on the wire; empty if there is none
     * @param json the key's JSON, untouched; {@code null} in text if the server sent no key
     */
    record Unknown(String type, String json) implements InstallKey {

        /** Checks that nothing is {@code null}. */
        public Unknown {
            required(type, "type");
            required(json, "json");
        }
    }
}
