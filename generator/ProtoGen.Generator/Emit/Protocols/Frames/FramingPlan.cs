using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>What the framing of a protocol depends on: layouts, and what tells its messages apart.</summary>
internal sealed record FramingPlan
{
    public required string Protocol { get; init; }
    public required string Namespace { get; init; }

    /// <summary>Every framing once; the first is that of the client's bytes in the first state.</summary>
    public required EquatableArray<Framing> Framings { get; init; }

    /// <summary>Of each state, which framing cuts the client's bytes and which the server's; one entry where there are no states.</summary>
    public required EquatableArray<StatePlan> States { get; init; }

    public required EquatableArray<FrameKey> Keys { get; init; }
    public required bool KeysAreIds { get; init; }
    public required EquatableArray<BitsType> Bits { get; init; }

    /// <summary>Whether replies have numbers of their own, and say in their bodies which request they answer.</summary>
    public required bool RepliesAreNumbered { get; init; }

    /// <summary>The facts of a connection, in the order of their values.</summary>
    public required EquatableArray<ProfilePlan> Profiles { get; init; }

    /// <summary>Every layout.</summary>
    public IEnumerable<Frame> Layouts => Framings.SelectMany(framing => framing.Variants);

    /// <summary>Whether there is one layout and nothing to choose.</summary>
    public bool IsSingle => Framings.Count == 1 && Framings[0].Variants.Count == 1;

    /// <summary>The C# type that finds frames; null where the layouts say how.</summary>
    public string? Framer => Framings[0].Framer;

    /// <summary>Whether bodies may look different on the wire.</summary>
    public bool ChangesBodies => Framings.Any(framing => framing.Transform is not null || framing.Reassembly is not null) || Keys.Any(key => key.Transform is not null);

    /// <summary>Whether a reader must know the state of the conversation, or whose bytes it reads.</summary>
    public bool HasStates => Framings.Count > 1;

    /// <summary>Whether both sides say a message in frames of their own, so that its frames from the server have another key than it has.</summary>
    public bool HasSides => Keys.Any(key => key.Key != key.MessageKey);

    /// <summary>The names of variants, where a user may choose between them.</summary>
    public IReadOnlyList<string> Variants => [.. Layouts.Select(frame => frame.Variant).Where(name => name.Length > 0).Distinct()];

    /// <summary>The fields of the header, those of all layouts together.</summary>
    public IReadOnlyList<Field> Header => [.. Layouts.SelectMany(frame => frame.Header).GroupBy(part => part.Property).Select(same => same.First())];

    /// <summary>The fields that are kept for the round trip without being shown.</summary>
    public IReadOnlyList<Field> Hidden => [.. Layouts.SelectMany(frame => frame.Fields).Where(IsHidden).GroupBy(part => part.Name).Select(same => same.First())];

    /// <summary>The lengths of several widths of which a wider one than needed is kept.</summary>
    public IReadOnlyList<Field> Widths => [.. Layouts.SelectMany(frame => frame.Fields).Where(WidthCode.IsKept).GroupBy(part => part.Name).Select(same => same.First())];

    /// <summary>Whether frames have anything that a user reads or sets.</summary>
    public bool HasHeader => Header.Count > 0 || Hidden.Count > 0 || Widths.Count > 0 || Variants.Count > 0;

    /// <summary>The C# type of the header.</summary>
    public string HeaderType => HasHeader ? $"global::{Namespace}.{Protocol}Header" : RuntimeNames.NoHeader;

    /// <summary>Whether a message stands for unknown ids.</summary>
    public bool CatchesUnknown => Keys.Any(key => key.CatchesUnknown);

    /// <summary>The expression of what a key is dispatched as: keys of unknown ids hold these.</summary>
    public string Kind(string key) => CatchesUnknown && !KeysAreIds ? $"KindOf({key})" : key;

    public static bool IsHidden(Field field) => field is { Property: null, Derivation: null, DerivedParts.Count: 0, Type: not BodyType } or { Derivation: MessageBytesDerivation };

    /// <summary>What methods of a layout are called after.</summary>
    public string NameOf(Frame frame)
    {
        if (IsSingle) return "";
        var name = frame.Structure.Name.Substring(0, frame.Structure.Name.Length - "Header".Length);
        return name.Length == 0 ? "Main" : name;
    }

    /// <summary>The keys that a layout may hold.</summary>
    public IReadOnlyList<FrameKey> KeysIn(Frame frame)
    {
        var framing = IndexOf(frame);
        return [.. Keys.Where(key => key.Framings.Contains(framing) && (key.Variant is null || key.Variant == frame.Variant))];
    }

    /// <summary>Which framing a layout belongs to.</summary>
    public int IndexOf(Frame frame) => Framings.TakeWhile(framing => !framing.Variants.Contains(frame)).Count();

    /// <summary>The state in which a message is said, by its place; one that names none is said in the last.</summary>
    public int StateOf(string message) =>
        Keys.First(key => key.Message == message).State is { } name ? States.TakeWhile(state => state.Name != name).Count() : States.Count - 1;

    public static FramingPlan Of(Protocol protocol)
    {
        var states = protocol.States.Count > 0
            ? protocol.States.Select(state => (state.Name, state.FromClient, state.FromServer, state.Next)).ToList()
            : [("", protocol.Framing, protocol.ServerFraming ?? protocol.Framing, default)];
        var framings = states.SelectMany(state => new[] { state.FromClient, state.FromServer }).Distinct().ToList();
        return new()
        {
            Protocol = protocol.Name,
            Namespace = CSharpNames.Namespace(protocol.Namespace),
            Framings = framings.ToEquatableArray(),
            States = states.Select(state => new StatePlan(
                state.Name, framings.IndexOf(state.FromClient), framings.IndexOf(state.FromServer), state.Next)).ToEquatableArray(),
            Keys = protocol.Messages.SelectMany(message => FrameKey.Of(message, protocol, framings)).ToEquatableArray(),
            KeysAreIds = protocol.KeysAreIds,
            Bits = protocol.Bits,
            RepliesAreNumbered = protocol.Messages.SelectMany(message => message.Correlations).Any(correlation =>
                correlation.Source == CorrelationSource.Header && framings.SelectMany(framing => framing.Variants).Any(frame => frame.Sequence == correlation.Of)),
            Profiles = protocol.Profiles.Select(ProfilePlan.Of).ToEquatableArray(),
        };
    }
}

/// <summary>A state of the conversation.</summary>
/// <param name="Name">Its C# name; empty where there is only one.</param>
/// <param name="Client">Which framing cuts the client's bytes.</param>
/// <param name="Server">Which framing cuts the server's bytes.</param>
/// <param name="Next">What leads to other states.</param>
internal sealed record StatePlan(string Name, int Client, int Server, EquatableArray<StateChange> Next);

/// <summary>What tells a message from others on the wire. What both sides say in frames of their own has one for each.</summary>
internal sealed record FrameKey
{
    public required string Message { get; init; }
    public required long Key { get; init; }

    /// <summary>What the message is dispatched by.</summary>
    public required long MessageKey { get; init; }

    /// <summary>Whose frames have it.</summary>
    public required Direction From { get; init; }
    public required string? State { get; init; }
    public required string? Variant { get; init; }
    public required bool CatchesUnknown { get; init; }
    public required EquatableArray<WireInteger> Ids { get; init; }

    /// <summary>Where the numbers of an unknown id stand in the key, where it catches those.</summary>
    public required EquatableArray<UnknownIdPart> UnknownId { get; init; }

    public required EquatableArray<VectorValue> Header { get; init; }

    /// <summary>What it sets in the header where it is sent again.</summary>
    public required EquatableArray<VectorValue> Resent { get; init; }
    public required EquatableArray<byte> Extra { get; init; }

    /// <summary>The C# type that transforms its body.</summary>
    public required string? Transform { get; init; }

    /// <summary>The bytes of its body, where they are always the same and a frame without a length ends with them; else null.</summary>
    public required int? BodySize { get; init; }

    /// <summary>What it takes from the header and from the facts of the connection.</summary>
    public required EquatableArray<Parameter> Parameters { get; init; }

    /// <summary>The framings it may stand in.</summary>
    public required EquatableArray<int> Framings { get; init; }

    public static IEnumerable<FrameKey> Of(Message message, Protocol protocol, IReadOnlyList<Framing> framings)
    {
        if (message.ServerKey is not { } ofServer)
        {
            yield return Of(message, message.Key, message.From, protocol, framings);
            yield break;
        }

        if (message.From.HasFlag(Direction.Client)) yield return Of(message, message.Key, Direction.Client, protocol, framings);
        yield return Of(message, ofServer, Direction.Server, protocol, framings);
    }

    private static FrameKey Of(Message message, long key, Direction from, Protocol protocol, IReadOnlyList<Framing> framings) => new()
    {
        Message = message.Name,
        Key = key,
        MessageKey = message.Key,
        From = from,
        State = message.State,
        Variant = message.Variant,
        CatchesUnknown = message.CatchesUnknown,
        Ids = message.Ids,
        UnknownId = message.UnknownId,
        Header = message.Header,
        Resent = message.Resent,
        Extra = message.Extra,
        Transform = message.Transform,
        Parameters = message.Body.Parameters,
        BodySize = protocol.FramingsOf(message, from).SelectMany(framing => framing.Variants).Any(frame => frame.Extent is BodyExtent) ? FixedSize(message) : null,
        Framings = protocol.FramingsOf(message, from).Select(framing => framings.ToList().IndexOf(framing)).Distinct().ToEquatableArray(),
    };

    private static int? FixedSize(Message message) =>
        message.Fields.All(field => FrameSizes.FixedSize(field) is not null) ? message.Fields.Sum(field => FrameSizes.FixedSize(field)!.Value) : null;
}
