using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The facts of a connection by name and type, and the property of a side through which they are read and set.</summary>
internal static class ProfileEmitter
{
    public static void WriteType(SourceWriter writer, ProtocolSource source)
    {
        if (source.Profiles.Count == 0) return;
        writer.Space();
        writer.Line("/// <summary>What is known about a connection that decides how its messages look.</summary>");
        using var type = writer.Open($"public sealed class {source.Name}Profile");
        writer.Line($"""
            private readonly {ConnectionFacts} _facts;

            internal {source.Name}Profile({ConnectionFacts} facts) => _facts = facts;
            """);
        for (var index = 0; index < source.Profiles.Count; index++) WriteFact(writer, source, source.Profiles[index], index);
    }

    /// <summary>Writes the property of a peer or of a client.</summary>
    public static void WriteProperty(SourceWriter writer, ProtocolSource source)
    {
        if (source.Profiles.Count == 0) return;
        writer.Space();
        writer.Line($$"""
            /// <summary>What is known about the connection that decides how its messages look; messages follow it from the moment it is set.</summary>
            public {{source.Name}}Profile Profile { get; }
            """);
    }

    private static void WriteFact(SourceWriter writer, ProtocolSource source, ProfileFact fact, int index)
    {
        var isBool = fact.Type is BoolType;
        var type = TypeEmitter.For(fact.Type, source.Namespace).CSharpType;
        writer.Space();
        writer.Line($$"""
            {{Xml.Summary(fact.Doc, $"<c>{Xml.Escape(fact.Name)}</c>.")}}
            public {{type}} {{fact.Property}}
            {
                get => {{(isBool ? $"_facts[{index}] != 0" : $"unchecked(({type})_facts[{index}])")}};
                set => _facts[{{index}}] = {{(isBool ? "value ? 1 : 0" : "unchecked((long)value)")}};
            }
            """);
    }
}
