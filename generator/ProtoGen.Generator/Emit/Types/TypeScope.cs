namespace ProtoGen.Generator.Emit.Types;

/// <summary>What the emitter of a type needs to know besides the type.</summary>
/// <param name="space">The namespace of the emitted code, as C# writes it.</param>
/// <param name="types">The types that fields refer to.</param>
/// <param name="codecs">Takes the codecs of nested values.</param>
internal sealed class TypeScope(string space, ReferredTypes types, NestedCodecs codecs)
{
    /// <summary>The types that fields refer to.</summary>
    public ReferredTypes Types => types;

    /// <summary>Takes the codecs of nested values.</summary>
    public NestedCodecs Codecs => codecs;

    /// <summary>The namespace of the emitted code, as C# writes it.</summary>
    public string Namespace => space;

    /// <summary>A type of the protocol by its full name.</summary>
    public string Full(string name) => $"global::{space}.{name}";

    /// <summary>A scope for types that refer to no others.</summary>
    public static TypeScope Plain(string space) => new(space, ReferredTypes.None, new(""));
}
