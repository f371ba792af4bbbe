package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;

/** What an {@link InstallItem} installs. */
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
     * @param installTypeText whether the file is new, as it was sent; see {@link #installType()}
     * @param projectId the project's id
     * @param versionId the id of the project's version
     * @param parentDirectory the folder that the file goes to
     * @param sourceFilename the name of the file that is replaced
     * @param targetFilename the name that the file gets
     */
    record File(
            String installTypeText,
            String projectId,
            String versionId,
            String parentDirectory,
            Optional<String> sourceFilename,
            Optional<String> targetFilename)
            implements InstallKey {

        /** The name on the wire. */
        public static final String TYPE = "file";

        /**
         * Checks that nothing is {@code null}.
         *
         * @param installTypeText see {@link #installTypeText()}
         * @param projectId see {@link #projectId()}
         * @param versionId see {@link #versionId()}
         * @param parentDirectory see {@link #parentDirectory()}
         * @param sourceFilename see {@link #sourceFilename()}
         * @param targetFilename see {@link #targetFilename()}
         */
        public File {
            required(installTypeText, "installTypeText");
            required(projectId, "projectId");
            required(versionId, "versionId");
            required(parentDirectory, "parentDirectory");
            required(sourceFilename, "sourceFilename");
            required(targetFilename, "targetFilename");
        }

        /**
         * Whether the file is new.
         *
         * @return the kind of installation, or {@link InstallType#UNKNOWN}
         */
        public InstallType installType() {
            return InstallType.of(installTypeText);
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
    record ModrinthModpack(String projectId, String versionId) implements InstallKey {

        /** The name on the wire. */
        public static final String TYPE = "modrinth_modpack";

        /**
         * Checks that nothing is {@code null}.
         *
         * @param projectId see {@link #projectId()}
         * @param versionId see {@link #versionId()}
         */
        public ModrinthModpack {
            required(projectId, "projectId");
            required(versionId, "versionId");
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
    record LocalModpack(String filename) implements InstallKey {

        /** The name on the wire. */
        public static final String TYPE = "local_modpack";

        /**
         * Checks that nothing is {@code null}.
         *
         * @param filename see {@link #filename()}
         */
        public LocalModpack {
            required(filename, "filename");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * The server software itself.
     *
     * @param platformText the software as it was sent; see {@link #platform()}
     * @param platformVersion the software's version
     * @param gameVersion the game's version
     */
    record PlatformVersion(String platformText, String platformVersion, String gameVersion) implements InstallKey {

        /** The name on the wire. */
        public static final String TYPE = "platform";

        /**
         * Checks that nothing is {@code null}.
         *
         * @param platformText see {@link #platformText()}
         * @param platformVersion see {@link #platformVersion()}
         * @param gameVersion see {@link #gameVersion()}
         */
        public PlatformVersion {
            required(platformText, "platformText");
            required(platformVersion, "platformVersion");
            required(gameVersion, "gameVersion");
        }

        /**
         * The server software.
         *
         * @return the software, or {@link Platform#UNKNOWN}
         */
        public Platform platform() {
            return Platform.of(platformText);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param type the kind's name on the wire
     * @param json the key's JSON object, untouched
     */
    record Unknown(String type, String json) implements InstallKey {

        /**
         * Checks that nothing is {@code null}.
         *
         * @param type see {@link #type()}
         * @param json see {@link #json()}
         */
        public Unknown {
            required(type, "type");
            required(json, "json");
        }
    }
}
