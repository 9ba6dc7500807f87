using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary><c>bit[SIZE]</c>: bits packed into bytes. A single bit has a place only among the <c>parts</c> of an integer.</summary>
internal sealed class BitTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => ["bit"];

    public bool IsSized(string name) => true;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = null;
        if (syntax.Name != "bit") return false;

        var size = syntax.Size is null ? Refuse(syntax.Whole, "a single bit has no byte of its own; write bit[8], or cut an integer into 'parts'", site) : SizeBinder.Bind(syntax, site);
        if (size is RestSize or TerminatedSize)
            size = Refuse(syntax.Size!.Value, "bits are counted; write a number, a prefix such as 'u16', or an earlier field", site);
        if (size is not null) type = new BitListType(size);
        return true;
    }

    private static SizeRule? Refuse(TextSlice at, string problem, TypeSite site)
    {
        site.Scope.Diagnostics.Report(Rules.InvalidSize, at.Span, $"{site.Title} has type 'bit', but {problem}");
        return null;
    }
}
