using ProtoGen.Schema.Checks;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Parts become members of one C# type, beside those it has anyway.</summary>
internal static class BitsNames
{
    public static void Check(IReadOnlyList<BitsPart> parts, IReadOnlyList<BitsPartSyntax> syntax, string title, DiagnosticBag diagnostics)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.Property is not { } property) continue;

            var written = syntax.First(candidate => candidate.Key.Text == part.Name);
            var at = (written.Name ?? written.Key).Span;
            if (ReservedNames.BitsMembers.Contains(property))
            {
                diagnostics.Report(
                    Rules.ReservedName,
                    at,
                    $"Part '{part.Name}' of {title} becomes the property '{property}', a name all bits use themselves; add 'name: OtherName'");
            }
            else if (taken.TryGetValue(property, out var first))
            {
                diagnostics.Report(
                    Rules.NameCollision,
                    at,
                    $"Part '{part.Name}' of {title} becomes the property '{property}', as does '{first}'; add 'name: OtherName' to one of them");
            }
            else
            {
                taken.Add(property, part.Name);
            }
        }
    }
}
