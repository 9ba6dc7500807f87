using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>Members of one enum need names and values of their own.</summary>
internal static class EnumChecks
{
    public static void Run(IEnumerable<BoundEnum> enums, DiagnosticBag diagnostics)
    {
        foreach (var known in enums)
        {
            var names = new Dictionary<string, BoundEnumMember>(StringComparer.Ordinal);
            var values = new Dictionary<WireInteger, BoundEnumMember>();
            foreach (var member in known.Members)
            {
                var title = $"Member '{member.Syntax.Key.Text}' of enum '{known.SchemaName}'";
                if (names.TryGetValue(member.Name, out var first))
                {
                    diagnostics.Report(
                        Rules.NameCollision,
                        (member.Syntax.Name ?? member.Syntax.Key).Span,
                        $"{title} becomes '{member.Name}', as does '{first.Syntax.Key.Text}' at line {first.Syntax.Key.Span.Line}; add " +
                        "'name: OtherName' to one of them");
                }
                else
                    names.Add(member.Name, member);

                if (member.Value is not { } value) continue;
                if (values.TryGetValue(value, out var same))
                {
                    diagnostics.Report(
                        Rules.DuplicateEnumValue,
                        member.Syntax.Value!.Span,
                        $"{title} has the value {value}, which '{same.Syntax.Key.Text}' already has at line {same.Syntax.Key.Span.Line}");
                }
                else
                    values.Add(value, member);
            }
        }
    }
}
