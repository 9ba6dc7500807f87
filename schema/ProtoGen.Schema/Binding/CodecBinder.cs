using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds a field that code of the user's own reads and writes.</summary>
internal static class CodecBinder
{
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["bytes"] = "global::ProtoGen.WireList<byte>", ["f16"] = "global::System.Half", ["f32"] = "float", ["f64"] = "double",
    };

    public static CodecType? Bind(FieldSyntax syntax, YamlScalar codec, TypeSite site)
    {
        if (!codec.Text.Split('.').All(CSharpName.IsIdentifier))
        {
            site.Scope.Diagnostics.Report(
                Rules.InvalidName,
                codec.Span,
                $"{site.Title} has the codec '{codec.Text}', which is no name of a C# type");
            return null;
        }

        if (syntax.Type is not { } type) return null;
        if (type.Size is { } size)
        {
            site.Scope.Diagnostics.Report(
                Rules.InvalidSize,
                size.Span,
                $"{site.Title} has a codec, which knows where its values end; write the type of a value alone, and limit its bytes by 'size'");
            return null;
        }

        return new(codec.Text, CSharpType(type.Name, site.Scope));
    }

    /// <summary>The C# type of a name of the language; any other is one already.</summary>
    private static string CSharpType(string name, BindingScope scope)
    {
        if (Others.TryGetValue(name, out var known)) return known;
        if (scope.Structures.NameOf(name) is { } structure) return structure;
        if (scope.Enums.FirstOrDefault(candidate => candidate.SchemaName == name) is { } named) return named.Name;
        return (IntegerTypes.Parse(name, scope.Order) ?? VarintTypes.Parse(name)?.Value) is not { } whole ? name : (whole.Size, whole.Signed) switch
        {
            (1, false) => "byte",
            (1, true) => "sbyte",
            (2, false) => "ushort",
            (2, true) => "short",
            ( <= 4, false) => "uint",
            ( <= 4, true) => "int",
            (_, false) => "ulong",
            (_, true) => "long",
        };
    }
}
