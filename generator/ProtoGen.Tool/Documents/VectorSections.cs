using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents;

/// <summary>Takes example frames apart, byte by byte.</summary>
internal static class VectorSections
{
    private const int LongestValue = 160;

    public static VectorSection Of(Vector vector, Message message, Protocol protocol)
    {
        byte[] wire = [.. vector.Frame];
        var problem = FrameProof.Read(protocol, message, WalkExtensions.None, wire, out var proof);
        if (vector.IsRefused) return new(wire, null, [], problem?.Trim() ?? "it cannot be written again as the same bytes");
        if (proof is not { Frame: var frame }) return new(wire, null, [], null);

        var values = new Values(protocol);
        var pieces = values.Trace(FrameFields.AsStructure(frame.Frame, judgesExtra: false), frame.Plain, 0, WalkContext.Of(protocol), firstGroup: 0)
            .Where(piece => piece.Name != frame.Frame.Body.Name).ToList();
        pieces.AddRange(OfBody(message, frame, protocol, values, pieces.Select(piece => piece.Group + 1).DefaultIfEmpty().Max()));
        var isEscaped = !frame.Plain.AsSpan().SequenceEqual(wire);
        return new(frame.Plain, isEscaped ? wire : null, [.. pieces.OrderBy(piece => piece.Offset).ThenBy(piece => piece.Depth)], null);
    }

    /// <summary>The fields of the message, where its bytes are in the frame as they are.</summary>
    private static List<VectorPiece> OfBody(Message message, FrameReading frame, Protocol protocol, Values values, int firstGroup)
    {
        var outer = message.Body.Parameters.Select(parameter => Outer(parameter, frame, protocol)).ToEquatableArray();
        return values.Trace(message.Body, frame.Body, frame.BodyOffset, WalkContext.Of(protocol) with { Outer = outer, Extra = message.Extra }, firstGroup);
    }

    // Of a connection nothing is known but what the schema says until somebody says otherwise.
    private static long Outer(Parameter parameter, FrameReading frame, Protocol protocol) => parameter.Source == ParameterSource.Header
        ? (long)frame.Number(parameter.Name).Bits
        : (long)(FrameFields.Number(protocol.Profiles.First(fact => fact.Name == parameter.Name).Default).Bits);

    /// <summary>Reads structures, and says what their values are.</summary>
    private sealed class Values(Protocol protocol)
    {
        private readonly TypeFinder _types = new(protocol);
        private readonly ValueWords _words = new(protocol);

        public List<VectorPiece> Trace(Structure structure, byte[] bytes, int offset, WalkContext context, int firstGroup)
        {
            var trace = new WalkTrace();
            BodyReader.TryRead(structure, bytes, context with { Trace = trace }, out _, out _);
            var (pieces, group) = (new List<VectorPiece>(), firstGroup - 1);
            var values = trace.Values.ToList();
            for (var index = 0; index < values.Count; index++)
            {
                var value = values[index];
                if (value.Depth == 0) group++;
                var isLeaf = index + 1 == values.Count || values[index + 1].Depth <= value.Depth;
                var path = value.Path.StartsWith(structure.SchemaName + ".", StringComparison.Ordinal) ? value.Path[(structure.SchemaName.Length + 1)..] : value.Path;
                if (value.Length > 0) pieces.Add(new(path[(path.LastIndexOf('.') + 1)..], group, value.Depth, offset + value.Offset, value.Length, isLeaf ? Short(value.Value, _types.Find(structure, path)) : "", isLeaf));
            }

            return pieces;
        }

        private string Short(FieldValue value, FieldType? type)
        {
            var text = value switch
            {
                IntegerValue number when type is EnumFieldType known => _words.MemberOf(known.Enum, number.Value) is { } name ? $"{name} ({number})" : number.ToString(),
                BytesValue bytes => NumberWords.Dump(bytes.Value),
                TextValue known => $"\"{known.Value}\"",
                CaseValue { Value: { } held } => held.ToString()!,
                _ => value.ToString()!,
            };
            return text.Length <= LongestValue ? text : text[..LongestValue] + "…";
        }
    }
}
