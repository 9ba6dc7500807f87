using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit;

/// <summary>All that the code of one enum depends on.</summary>
/// <param name="SchemaFile">The schema's file name, without its folder.</param>
/// <param name="Namespace">The namespace of the emitted code.</param>
/// <param name="Enum">The enum.</param>
internal sealed record EnumSource(string SchemaFile, string Namespace, EnumType Enum);

/// <summary>One enum.</summary>
internal static class EnumEmitter
{
    public static EmittedFile Emit(EnumSource source)
    {
        var type = source.Enum;
        var writer = new SourceWriter();
        FileHeader.Write(writer, source.SchemaFile, source.Namespace);
        writer.Line(Xml.Summary(type.Doc, type.IsFlags
            ? $"The flags <c>{type.Name}</c>. Bits without a name survive the round trip."
            : $"The enum <c>{type.Name}</c>. Values without a name survive the round trip."));
        if (type.IsFlags) writer.Line("[global::System.Flags]");
        using (writer.Open($"public enum {type.Name} : {IntegerEmitter.CSharp(type.Underlying)}"))
        {
            foreach (var member in type.Members)
            {
                writer.Space();
                writer.Line(Xml.Summary(member.Doc, $"{member.Value} on the wire{(member.Since is { } since ? $", since {since}" : "")}."));
                if (member.Deprecated is { } reason) writer.Line($"[global::System.Obsolete({Literals.String(reason)})]");
                writer.Line($"{member.Name} = {IntegerEmitter.Literal(type.Underlying, member.Value)},");
            }
        }

        return new($"{source.Namespace}.{type.Name}.g.cs", writer.ToString());
    }
}
