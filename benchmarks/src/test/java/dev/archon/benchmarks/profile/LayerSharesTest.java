package dev.archon.benchmarks.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerSharesTest {

    private static final String LOOP =
            "[archon-event-loop-1-1 tid=7];io/netty/channel/SingleThreadIoEventLoop.run_[j];";

    @ParameterizedTest
    @CsvSource({
        "io/netty/channel/socket/nio/NioSocketChannel.doReadBytes_[j];__libc_recv, KERNEL_SOCKETS",
        "io/netty/channel/epoll/Native.epollWait_[j];epoll_wait;do_syscall_64_[k];schedule_[k], KERNEL_SOCKETS",
        "recv;do_syscall_64_[k];tcp_recvmsg_[k];copy_user_generic_[k], KERNEL_SOCKETS",
        "java/util/concurrent/locks/LockSupport.unpark_[j];Unsafe_Unpark;__pthread_cond_signal, KERNEL_THREADS",
        "pthread_cond_wait;futex_wait_[k];schedule_[k], KERNEL_THREADS",
        "pthread_cond_timedwait@@GLIBC_2.3.2;do_futex_[k];rcu_read_unlock_[k], KERNEL_THREADS",
        "__libc_read;ksys_read_[k];rcu_read_unlock_[k], KERNEL_SOCKETS",
        "io/netty/handler/ssl/SslHandler.unwrap_[j];com/sun/crypto/provider/GCTR.update_[j];counterMode_AESCrypt, TLS",
        "io/netty/handler/ssl/SslHandler.unwrap_[j];Java_io_netty_internal_tcnative_SSL_read;aes_gcm_dec_kernel, TLS",
        "dev/archon/client/internal/frame/TlsRecordReader.pass_[j];io/netty/buffer/ByteBuf.readBytes_[j], NETTY",
        "dev/archon/client/internal/frame/TlsRecordReader.pass_[j];java/lang/System.arraycopy_[j], TLS",
        "dev/archon/client/internal/frame/DecryptAllocator.buffer_[j], TLS",
        "io/netty/handler/ssl/SslHandler.unwrap_[j];dev/archon/client/internal/frame/FrameReader.read_[j], FRAMES",
        "dev/archon/client/internal/frame/MessageInflater.inflate_[j];java/util/zip/Inflater.inflate_[j], INFLATING",
        "dev/archon/client/internal/frame/FrameDecoder.decode_[j];java/lang/System.arraycopy_[j], FRAMES",
        "dev/archon/client/internal/frame/FrameDecoder.decode_[j];dev/archon/protocol/scan/LogLine.x_[i], TEXT",
        "dev/archon/protocol/codec/EventCodec.decode_[j];java/lang/String.<init>_[i], TEXT",
        "dev/archon/client/internal/dispatch/LineBatch.add_[j];java/lang/String.<init>_[i], LINES",
        "dev/archon/client/internal/dispatch/TraceOrder.add_[j], LINES",
        "dev/archon/protocol/console/ConsoleFormat.lines_[j], LINES",
        "dev/archon/protocol/scan/EntryLineWriter.write_[j];java/lang/System.arraycopy_[j], LINES",
        "dev/archon/protocol/scan/LineSplitter.lineEnd_[j], LINES",
        "dev/archon/protocol/scan/TimeOfDay.put_[j], LINES",
        "dev/archon/client/internal/dispatch/EventQueue.offer_[j];java/util/ArrayList.add_[i], HANDING_OVER",
        "dev/archon/client/internal/dispatch/Handlers.x_[j];dev/archon/benchmarks/contender/EventCounter.line_[j], EMBEDDER",
        "io/netty/buffer/AbstractByteBuf.readBytes_[j], NETTY"
    })
    void aSampleBelongsToTheLayerOfItsInnermostFrameThatHasOne(String frames, Layer layer) {
        assertEquals(layer, Layer.of(List.of((LOOP + frames).split(";", -1))));
    }

    @ParameterizedTest
    @CsvSource({
        "[GC_Thread#0 tid=3];G1ParTask::work, GC",
        "[G1_Main_Marker tid=3];__pthread_cond_wait, GC",
        "[VM_Thread tid=3];VM_G1CollectForAllocation::doit, GC",
        "[C2_CompilerThread0 tid=3];PhaseIdealLoop::build_loop_tree, JIT",
        "[C1_CompilerThread0 tid=3];LinearScan::do_linear_scan, JIT",
        "[Attach_Listener tid=3];clone;start_thread, OTHER"
    })
    void whatTheJvmDoesByItselfBelongsToItsThreads(String stack, Layer layer) {
        assertEquals(layer, Layer.of(List.of(stack.split(";", -1))));
    }

    @Test
    void theTableIsSortedAndSpreadsTheTimeOfAnEvent() {
        LayerShares shares = LayerShares.of(List.of(
                LOOP + "dev/archon/protocol/scan/LogLine.read_[j];java/lang/String.<init>_[i] 60",
                LOOP + "__libc_recv 30",
                "[C2_CompilerThread0 tid=3];Compile::Compile 10",
                LOOP + "io/netty/buffer/AbstractByteBuf.x_[j] 0",
                ""));

        assertEquals(0.6, shares.share(Layer.TEXT));
        assertEquals(
                List.of(
                        "| layer | CPU, in percent | ns/event | mostly in |",
                        "|---|---:|---:|---|",
                        "| UTF-8, JSON and events | 60 | 48 | `String.<init>` |",
                        "| kernel: reading sockets | 30 | 24 | `__libc_recv` |",
                        "| JIT compiler | 10 | 8 | `Compile::Compile` |"),
                shares.table(80).lines().toList());
        assertTrue(shares.table(Double.NaN).contains("| 60 | ? |"));
    }

    @Test
    void aProfileWithoutSamplesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> LayerShares.of(List.of()));
    }
}
