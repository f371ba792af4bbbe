package dev.archon.client.internal.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archon.client.FaultyMessage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Any bytes as the frames of a server; the first one chooses where reads end. The ordinary build replays the committed
 * corpus, in {@code FrameDecoderFuzzTestInputs} among the test resources; {@code .ci/fuzz 10 FrameDecoderFuzzTest} lets
 * Jazzer search for more.
 *
 * <p>Holds that the decoder agrees with Netty's handlers but for what its page says, that it makes no difference where reads
 * end, by whatever rules faulty messages are treated, and that no message is larger than the limit.
 */
class FrameDecoderFuzzTest {

    private static final int MAX_MESSAGE = 300;
    private static final int MOST_OVERFLOWS = 4;
    private static final MessageRules STRICT = MessageRules.strict(MAX_MESSAGE);
    private static final MessageRules SKIPPING = new MessageRules(MAX_MESSAGE, FaultyMessage.SKIP, FaultyMessage.SKIP);

    /** What a word has beside the message: its kind, and up to four bytes written as one character each, or as two. */
    private static final int AROUND = 100;

    @FuzzTest
    void plain(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        FrameDecoderProperties.assertAgree(stream, input[0]);
        isTheSameHoweverItIsCut(stream, input[0], pieces -> Heard.of(SKIPPING, pieces));
    }

    @FuzzTest
    void compressed(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        isTheSameHoweverItIsCut(stream, input[0], pieces -> Heard.inflating(STRICT, 0, pieces));
        isTheSameHoweverItIsCut(stream, input[0], pieces -> Heard.inflating(SKIPPING, MOST_OVERFLOWS, pieces));
    }

    @FunctionalInterface
    private interface Decoding {
        List<String> words(byte[]... pieces);
    }

    private static void isTheSameHoweverItIsCut(byte[] stream, long seed, Decoding decoding) {
        List<String> whole = decoding.words(stream);
        byte[][] single = new byte[stream.length][];
        for (int i = 0; i < stream.length; i++) {
            single[i] = new byte[] {stream[i]};
        }
        String hex = HexFormat.of().formatHex(stream);
        assertEquals(whole, decoding.words(single), hex);
        assertEquals(whole, decoding.words(FrameDecoderProperties.cut(stream, new Random(seed))), hex);
        assertTrue(whole.stream().allMatch(word -> word.length() <= MAX_MESSAGE + AROUND), hex);
    }
}
