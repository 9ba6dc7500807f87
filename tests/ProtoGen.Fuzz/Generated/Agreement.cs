using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Fuzz.Generated;

/// <summary>Lets generated code and the walk judge the same bytes.</summary>
internal sealed class Agreement(Protocol protocol, Message message, IGeneratedMessage generated)
{
    private readonly WalkContext _context = WalkContext.Of(protocol);

    /// <summary>What they disagree about; null for nothing.</summary>
    public string? Judge(byte[] body, bool mustAccept)
    {
        var accepted = BodyReader.TryRead(message.Body, body, _context, out var values, out var failure);
        var record = generated.Decode(body, out var error);
        if (accepted != record is not null) return $"the walk says {failure?.ToString() ?? "yes"}, generated code says {(record is null ? error : "yes")}";
        if (record is null) return mustAccept ? $"both refuse: {error}" : null;

        var differences = RecordReader.Compare(protocol, message.Body, record, values).ToList();
        if (differences.Count > 0) return string.Join("; ", differences);
        return CompareWritten(record, values, body);
    }

    private string? CompareWritten(object record, EquatableArray<VectorValue> values, byte[] body)
    {
        try
        {
            var (byCode, byWalk) = (generated.Encode(record), BodyWriter.Write(message.Body, values, _context));
            if (!byCode.AsSpan().SequenceEqual(byWalk)) return $"the walk writes {Convert.ToHexString(byWalk)}, generated code {Convert.ToHexString(byCode)}";
            return byCode.AsSpan().SequenceEqual(body) || LosesBytes ? null : $"both write {Convert.ToHexString(byCode)}";
        }
        catch (Exception problem) when (problem is EncodeException or ArgumentException)
        {
            return $"cannot be encoded again: {problem.Message}";
        }
    }

    /// <summary>Bytes left over that are ignored are the one thing that does not come back.</summary>
    private bool LosesBytes => message.Fields.Concat(protocol.Structures.SelectMany(structure => structure.Fields)).Any(known => known.Bound?.Trailing == Trailing.Ignore);
}
