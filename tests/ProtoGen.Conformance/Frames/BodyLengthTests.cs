using ProtoGen.Conformance.Proof;
using Tests.Lengths;

namespace ProtoGen.Conformance.Frames;

/// <summary>Lengths in the header that count fields of the message: written from it, and judged when it is read.</summary>
public class BodyLengthTests
{
    [Fact]
    public void Each_is_written_from_its_message_and_judged_when_it_is_read()
    {
        var protocol = FrameVectors.Read("lengths");
        var proof = ProtocolProof.Of(protocol);
        foreach (var vector in protocol.Vectors)
        {
            if (vector.IsRefused) proof.ProveRefused(vector);
            else proof.Prove(vector);
        }
    }

    [Fact]
    public void A_length_that_is_too_narrow_for_its_fields_is_refused_before_a_byte_is_written()
    {
        var destination = new byte[1024];
        var message = new Whole { Kind = 1, Parameters = new byte[256], Data = default };
        var problem = Assert.Throws<EncodeException>(() => LengthsProtocol.WriteFrame(message, destination));
        Assert.Contains("parameterLength", problem.Message, StringComparison.Ordinal);
        Assert.All(destination, part => Assert.Equal(0, part));
        Assert.Equal(16 + 1 + 254 + 2, LengthsProtocol.WriteFrame(message with { Parameters = new byte[254], Data = new byte[2] }, destination));
    }

    [Fact]
    public void A_length_that_leaves_a_remainder_is_refused() =>
        Assert.Throws<EncodeException>(() => LengthsProtocol.WriteFrame(new Whole { Kind = 1, Parameters = default, Data = new byte[3] }, new byte[64]));

    [Fact]
    public void A_message_without_its_frame_is_as_large_as_in_it() =>
        Assert.Equal(1 + 3 + 2, new Whole { Kind = 1, Parameters = new byte[3], Data = new byte[2] }.GetSize());
}
