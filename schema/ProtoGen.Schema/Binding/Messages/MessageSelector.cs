using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>What tells a message from the others of its direction.</summary>
internal sealed record MessageSelector
{
    /// <summary>The layouts it may have.</summary>
    public required IReadOnlyList<BoundLayout> Layouts { get; init; }

    /// <summary>The state in which it is said, where there are states.</summary>
    public BoundState? State { get; init; }

    /// <summary>The C# name of the layout it names.</summary>
    public string? Variant { get; init; }

    /// <summary>The numbers of its id.</summary>
    public IReadOnlyList<WireInteger> Ids { get; init; } = [];

    /// <summary>Whether it stands for every id that no other message has.</summary>
    public bool IsElse { get; init; }

    /// <summary>The values it gives fields of the header.</summary>
    public IReadOnlyList<VectorValue> Header { get; init; } = [];

    /// <summary>The frame a size is judged by.</summary>
    public BoundLayout Layout => Layouts[0];

    /// <summary>Whether its layouts differ by the side that says it and by nothing else.</summary>
    public bool DiffersBySide => Layouts.Count == 2 && Layouts[0].Frame.Variant == Layouts[1].Frame.Variant;

    /// <summary>The id as a sentence names it.</summary>
    public string IdText => IsElse ? "'else'" : Ids.Count == 1 ? Ids[0].ToString() : Ids.Count == 0 ? "no id" : $"[{string.Join(", ", Ids)}]";

    /// <summary>Whether some frame could be either of two messages.</summary>
    public bool Overlaps(MessageSelector other)
    {
        if (State != other.State || (Variant is not null && other.Variant is not null && Variant != other.Variant)) return false;
        if (!Layouts.Any(layout => other.Layouts.Contains(layout))) return false;
        if (IsElse != other.IsElse || !Ids.SequenceEqual(other.Ids)) return false;
        return Header.All(value => other.Header.All(theirs => theirs.Field != value.Field || theirs.Value.Equals(value.Value)));
    }

    /// <summary>Equal for two messages that look the same on the wire and are written in the same layouts.</summary>
    public string Signature =>
        $"{string.Join(",", Layouts.Select(layout => layout.Frame.Structure.Name))}/{(IsElse ? "else" : string.Join(",", Ids))}/{string.Join(",", Header.OrderBy(value => value.Field, StringComparer.Ordinal).Select(value => $"{value.Field}={value.Value}"))}";
}
