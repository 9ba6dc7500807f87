using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>Types without a size of their own: brackets after them make a list.</summary>
internal static class Unsized
{
    /// <summary>Lets a plain type through; a list of it is reported and gives no type. Always true, the type is recognised.</summary>
    public static bool Accept(TypeSyntax syntax, TypeSite site, ref FieldType? type)
    {
        if (syntax.Size is not null)
        {
            site.Scope.Diagnostics.Report(
                Rules.NotYetSupported,
                syntax.Whole.Span,
                $"{site.Title} is a list, which this version does not support yet");
            type = null;
        }

        return true;
    }
}
