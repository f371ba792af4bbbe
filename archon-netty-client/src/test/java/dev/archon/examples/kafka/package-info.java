/**
 * One fleet of servers on several machines: backends share the servers as a consumer group of Apache Kafka and write consoles and
 * states into topics, and readers get each line once, or a marked gap. The rules are in classes that know neither Kafka nor sockets.
 */
@NullMarked
package dev.archon.examples.kafka;

import org.jspecify.annotations.NullMarked;
