package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** One event of every type, whose texts are as long as a server may make them. */
public final class LargeEvents {

    private static final String LONG = "\"" + "x".repeat(1_000) + "\"";

    private static final List<String> MESSAGES = List.of(
            "{'event':'auth-ok'}",
            "{'event':'auth-expiring'}",
            "{'event':'auth-incorrect'}",
            "{'event':'log','stream':LONG,'message':LONG}",
            "{'event':'log4j','logger_name':LONG,'level':LONG,'thread_name':LONG,'timestamp_millis':1,'message':LONG,"
                    + "'throwable':LONG}",
            "{'event':'stats','cpu_percent':1,'ram_usage_bytes':2,'ram_total_bytes':3,'storage_usage_bytes':4,"
                    + "'storage_total_bytes':5,'net_tx_bytes':6,'net_rx_bytes':7}",
            "{'event':'power-state','state':LONG,'oom_killed':true,'exit_code':1}",
            "{'event':'state','debug':LONG,'power_variant':LONG,'exit_code':1,'was_oom':true,'target':LONG,'uptime':1,"
                    + "'progress':{'started_at':LONG,'phase':LONG,'percent':1},"
                    + "'content_error':{'step':LONG,'description':LONG}}",
            "{'event':'uptime','uptime':1}",
            "{'event':'backup-progress','id':LONG,'task':LONG,'state':LONG,'progress':1,'start_time':1,"
                    + "'finish_time':2}",
            "{'event':'installation-result','result':LONG,'reason':LONG}",
            "{'event':'install-progress','items':[{'world_id':LONG,'key':{'type':'file','install_type':LONG,"
                    + "'project_id':LONG,'version_id':LONG,'parent_directory':LONG,'source_filename':LONG,"
                    + "'target_filename':LONG},'id':LONG,'progress':1,'error':LONG}]}",
            "{'event':'new-mod','project_id':LONG,'version_id':LONG}",
            "{'event':'filesystem-ops','all':[{'op':LONG,'id':LONG,'progress':1,'bytes_processed':1,"
                    + "'files_processed':1,'state':LONG,'mime':LONG,'current_file':LONG,'invalid_path':LONG,'src':LONG,"
                    + "'started':LONG}]}",
            "{'event':'something-new','text':LONG}");

    private LargeEvents() {}

    /**
     * Reads the events. Fails if one of the permitted types is missing, so that whoever adds an event has to add it here and
     * meets every test that goes through all of them.
     */
    public static List<ArchonEvent> all() {
        List<ArchonEvent> events = MESSAGES.stream().map(LargeEvents::read).toList();
        Set<Class<?>> types = new HashSet<>();
        events.forEach(event -> types.add(event.getClass()));
        assertEquals(
                new HashSet<>(Arrays.asList(Objects.requireNonNull(ArchonEvent.class.getPermittedSubclasses()))),
                types);
        return events;
    }

    private static ArchonEvent read(String message) {
        try {
            return EventCodec.decode(message.replace('\'', '"').replace("LONG", LONG));
        } catch (ProtocolException e) {
            throw new IllegalStateException(message, e);
        }
    }
}
