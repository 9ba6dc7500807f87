using ProtoGen.Schema;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Conformance;

/// <summary>Two implementations, one truth: the emitted code and the walk over the layout must say the same of every value and of every byte.</summary>
internal sealed class WalkAgreement
{
    private readonly Protocol _protocol;
    private readonly WalkContext _context;

    public WalkAgreement(string schemaFile)
    {
        var result = SchemaCompiler.Compile(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", schemaFile)));
        Assert.Empty(result.Diagnostics);
        _protocol = result.Protocol!;
        _context = WalkContext.Of(_protocol);
    }

    /// <summary>The protocol.</summary>
    public Protocol Protocol => _protocol;

    /// <summary>Encodes, reads by both, compares field by field, and writes by both to the same bytes.</summary>
    public void AssertRoundTrip<T>(T message) where T : struct, IMessage<T>
    {
        var body = new byte[T.GetSize(in message)];
        T.Encode(in message, body);

        Assert.True(T.TryDecode(body, out var decoded, out var error), error.ToString());
        Assert.Equal(message, decoded);

        var structure = Find<T>().Body;
        var context = _context with { Extra = Find<T>().Extra };
        Assert.True(BodyReader.TryRead(structure, body, context, out var values, out var failure), $"{Convert.ToHexString(body)}: {failure}");
        new ValueComparison(_protocol).AssertSame(structure, message, values);
        Assert.Equal(body, BodyWriter.Write(structure, values, context));
    }

    /// <summary>Reads arbitrary bytes by both: both accept or both refuse, and what is accepted encodes to the same bytes.</summary>
    public void AssertSameJudgement<T>(byte[] body) where T : struct, IMessage<T>
    {
        var accepted = T.TryDecode(body, out var message, out var error);
        var walked = BodyReader.TryRead(Find<T>().Body, body, _context with { Extra = Find<T>().Extra }, out _, out var failure);

        Assert.True(accepted == walked, $"{Convert.ToHexString(body)}: generated code says {error}, the walk says {failure}");
        Assert.Equal(accepted, WithoutError<T>.TryDecode(body, out var same));
        Assert.Equal(message, same);
        var (without, with) = WithoutError<T>.TryParse(body);
        Assert.Equal(with, without);
        if (!accepted) return;
        AssertSameBytes(message, body);
        AssertRoundTrip(message);
    }

    private void AssertSameBytes<T>(T message, byte[] body) where T : struct, IMessage<T>
    {
        var again = new byte[T.GetSize(in message)];
        T.Encode(in message, again);
        if (IsLossless<T>()) Assert.Equal(Convert.ToHexString(body), Convert.ToHexString(again));
    }

    /// <summary>Whether nothing is skipped when reading: what a schema says to ignore does not come back.</summary>
    private bool IsLossless<T>() where T : struct, IMessage<T> =>
        Find<T>().Body is var body && body.Trailing != Trailing.Ignore && body.Fields.All(field => field.Verify && field.Bound?.Trailing != Trailing.Ignore);

    private Message Find<T>() => _protocol.Messages.Single(message => message.Name == typeof(T).Name);
}
