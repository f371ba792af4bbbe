/**
 * What an operator tries before trusting a client: thousands of servers at rest, a storm of reconnects, and a long run with
 * drops. The client under test runs in the process of the command, the simulator in another one. No peers take part here;
 * {@code race} has those.
 */
@org.jspecify.annotations.NullMarked
package dev.archon.benchmarks.fleet;
