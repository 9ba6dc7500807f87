using ProtoGen.Generator.Emit;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Live.Emitted;

/// <summary>The C# types that a schema leaves to its user: without them nothing emitted compiles.</summary>
internal static class UserCode
{
    /// <summary>The types, each with what it is for.</summary>
    public static IReadOnlyList<string> In(Protocol protocol) =>
        [.. Framings(protocol).SelectMany(In).Concat(protocol.Messages.Select(message => message.Transform).OfType<string>().Select(type => $"transform {type}")).Concat(Codecs(protocol)).Distinct()];

    private static IEnumerable<Schema.Model.Framing> Framings(Protocol protocol) =>
        protocol.States.SelectMany(state => new[] { state.FromClient, state.FromServer }).Append(protocol.Framing).Concat(protocol.ServerFraming is { } server ? [server] : []);

    private static IEnumerable<string> In(Schema.Model.Framing framing)
    {
        if (framing.Framer is { } framer) yield return $"framer {framer}";
        if (framing.Transform is { } transform) yield return $"transform {transform.Type}";
        if (framing.Reassembly is { } reassembly) yield return $"reassembler {reassembly.Type}";
    }

    private static IEnumerable<string> Codecs(Protocol protocol) =>
        from structure in protocol.Structures.Concat(protocol.Messages.Select(message => message.Body))
        from field in structure.Fields
        from type in ReferredTypes.Flatten(field.Type).OfType<CodecType>()
        select $"codec {type.Codec}";
}
