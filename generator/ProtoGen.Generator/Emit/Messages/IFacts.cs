using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>What derived values are computed from, as expressions: the same for verifying as for writing.</summary>
internal interface IFacts
{
    /// <summary>A value that was read or is written before, a <c>long</c>.</summary>
    string Value(ValueReference reference);

    /// <summary>Whether a field is there.</summary>
    string Present(MessageField field);

    /// <summary>The elements of a list; 0 where it is absent.</summary>
    string Count(MessageField field);

    /// <summary>Where a field begins.</summary>
    string From(MessageField field);

    /// <summary>Where a field ends.</summary>
    string To(MessageField field);
}
