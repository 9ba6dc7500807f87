using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>Recognises one family of types by name.</summary>
internal interface ITypeBinder
{
    /// <summary>Names to offer when an unknown one is near.</summary>
    IEnumerable<string> Names(BindingScope scope);

    /// <summary>Whether the first brackets are a size of the type itself rather than of a list of it.</summary>
    bool IsSized(string name);

    /// <summary>Binds a type of the family; false where it is of another. The type is null where it was reported.</summary>
    bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type);
}

/// <summary>The field a type is bound for.</summary>
/// <param name="Title">The field as a sentence begins with it: <c>Field 'name' of message 'Login'</c>.</param>
/// <param name="Text">The field's own encoding and padding.</param>
/// <param name="Scope">The schema's defaults.</param>
internal sealed record TypeSite(string Title, TextSyntax? Text, BindingScope Scope)
{
    /// <summary>The fields a size may name; null where it may name none.</summary>
    public NameScope? Names { get; init; }

    /// <summary>Whether a number of the size means null: then the size may be signed.</summary>
    public bool HasNone { get; init; }

    /// <summary>The structure the field stands in: what is written in place is named after it.</summary>
    public StructureIdentity? Owner { get; init; }
}
