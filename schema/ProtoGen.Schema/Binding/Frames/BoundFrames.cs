using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Every framing of a schema: one for both sides, one a side, or those of the states.</summary>
/// <param name="FromClient">How the client's bytes are cut where there are no states.</param>
/// <param name="FromServer">How the server's bytes are cut where there are no states; the same object where both sides are framed alike.</param>
/// <param name="States">The states, the first one first.</param>
internal sealed record BoundFrames(BoundFraming? FromClient, BoundFraming? FromServer, IReadOnlyList<BoundState> States)
{
    /// <summary>Whether something needed for a model is missing; then it was reported.</summary>
    public bool IsUsable => States.Count > 0 ? States.All(state => state.FromClient is not null && state.FromServer is not null) : FromClient is not null && FromServer is not null;

    /// <summary>Every framing, each once.</summary>
    public IEnumerable<BoundFraming> All =>
        States.SelectMany(state => new[] { state.FromClient, state.FromServer }).Concat([FromClient, FromServer]).OfType<BoundFraming>().Distinct();

    /// <summary>Every layout.</summary>
    public IEnumerable<BoundLayout> Layouts => All.SelectMany(framing => framing.Layouts);

    /// <summary>What messages may name of the frame around them.</summary>
    public IReadOnlyList<string> HeaderNames => [.. Layouts.SelectMany(layout => layout.Frame.Header.Concat(layout.Frame.Fields.Where(part => part.Derivation is MessageBytesDerivation))).Select(part => part.Name).Distinct()];

    /// <summary>The layouts that the bytes of a side may have in a state.</summary>
    public IEnumerable<BoundLayout> Of(Direction from, BoundState? state)
    {
        var (client, server) = state is null ? (FromClient, FromServer) : (state.FromClient, state.FromServer);
        var framings = new[] { from.HasFlag(Direction.Client) ? client : null, from.HasFlag(Direction.Server) ? server : null };
        return framings.OfType<BoundFraming>().Distinct().SelectMany(framing => framing.Layouts);
    }
}

/// <summary>A framing and where its parts were written. Compared by identity.</summary>
internal sealed class BoundFraming(Framing framing, IReadOnlyList<BoundLayout> layouts, SourceSpan maxSizeAt)
{
    public Framing Framing { get; } = framing;

    public IReadOnlyList<BoundLayout> Layouts { get; } = layouts;

    public SourceSpan MaxSizeAt { get; } = maxSizeAt;
}

/// <summary>A layout and where its parts were written.</summary>
/// <param name="Frame">The layout.</param>
/// <param name="Syntax">As it was written.</param>
/// <param name="Structure">Its fields.</param>
/// <param name="Ids">What tells messages apart.</param>
/// <param name="LengthAt">Where the type of the length stands.</param>
internal sealed record BoundLayout(Frame Frame, LayoutSyntax Syntax, BoundStructure Structure, IReadOnlyList<BoundId> Ids, SourceSpan LengthAt);

/// <summary>One number of an id.</summary>
/// <param name="Path">Where it stands in the layout.</param>
/// <param name="Type">The type its values are read by.</param>
/// <param name="Integer">The integer of the type.</param>
/// <param name="Bits">The bits it has.</param>
/// <param name="IsOptional">Whether it is not in every frame; messages that do not have it leave it out, and it counts as 0.</param>
internal sealed record BoundId(OwnValue Path, FieldType Type, IntegerType Integer, int Bits, bool IsOptional);

/// <summary>A state; a framing is null where it could not be bound.</summary>
internal sealed record BoundState(StateSyntax Syntax, string Name, BoundFraming? FromClient, BoundFraming? FromServer)
{
    public string SchemaName => Syntax.Key.Text;

    /// <summary>The messages that lead to other states.</summary>
    public IReadOnlyList<StateChange> Next { get; set; } = [];
}
