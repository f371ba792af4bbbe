/** A panel on the module path. */
module com.example.panel {
    requires dev.archon.client;
    requires dev.archon.simulator;
}
