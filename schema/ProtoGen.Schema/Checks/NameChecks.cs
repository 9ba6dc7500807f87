using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Checks;

/// <summary>Types emitted side by side need names of their own. Case does not tell them apart, as they name files too.</summary>
internal static class NameChecks
{
    public static void Run(BoundSchema schema, DiagnosticBag diagnostics)
    {
        var taken = new Dictionary<string, (string Title, SourceSpan At)>(StringComparer.OrdinalIgnoreCase);
        var ofProtocol = schema.Name is null ? [] : ReservedNames.ProtocolTypes(schema.Name);
        var emitted = new HashSet<string>(ofProtocol, StringComparer.OrdinalIgnoreCase);

        foreach (var known in schema.Enums) Claim(known.Name, $"Enum '{known.SchemaName}'", (known.Syntax.Name ?? known.Syntax.Key).Span);
        foreach (var bits in schema.Bits.Bound.Where(bits => bits.Name.Length > 0))
        {
            if (Claim(bits.Name, Title(bits), bits.At)) IsFreeOf(ReservedNames.BitsMembers, bits.Name, Title(bits), "all bits", bits.At);
        }

        foreach (var structure in schema.Structures.Bound.Where(structure => structure.Name.Length > 0))
        {
            var title = Wording.Sentence(structure.Title);
            if (!Claim(structure.Name, title, structure.At) || !IsFreeOf(ReservedNames.MessageMembers, structure.Name, title, "every struct", structure.At)) structure.IsBroken = true;
            ClaimChoices(structure);
        }

        foreach (var message in schema.Messages) ClaimChoices(message.Body);
        foreach (var message in schema.Messages.Where(message => message.Name.Length > 0))
        {
            var at = (message.Syntax.Name ?? message.Syntax.Key).Span;
            if (!Claim(message.Name, message.Title, at) || !IsFreeOf(ReservedNames.MessageMembers, message.Name, message.Title, "every message", at)) message.IsBroken = true;
        }

        if (schema.Messages.FirstOrDefault(message => message.ProtocolFault is { Length: > 0 }) is { ProtocolFault: { } faults } fault)
        {
            var at = fault.IdAt;
            if (!Claim(faults, "The fault", at) || !IsFreeOf(ReservedNames.MessageMembers, faults, "The fault", "every message", at)) fault.IsBroken = true;
        }

        void ClaimChoices(BoundStructure structure)
        {
            foreach (var field in structure.Fields)
            {
                if (field.Field?.Type is not SwitchType { Choice: { } choice }) continue;
                if (!Claim(choice, $"The choice of field '{field.Syntax.Key.Text}' of {structure.Title}", field.Syntax.Key.Span)) structure.IsBroken = true;
            }
        }

        bool IsFreeOf(HashSet<string> members, string name, string title, string owner, SourceSpan at)
        {
            if (!members.Contains(name)) return true;
            diagnostics.Report(Rules.ReservedName, at, $"{title} becomes the type '{name}', which is also the name of a member of {owner}; add 'name: OtherName'");
            return false;
        }

        bool Claim(string name, string title, SourceSpan at)
        {
            if (emitted.Contains(name))
            {
                diagnostics.Report(
                    Rules.ReservedName,
                    at,
                    $"{title} becomes the type '{name}', which is emitted for the protocol itself; add 'name: OtherName'");
            }
            else if (taken.TryGetValue(name, out var first))
            {
                diagnostics.Report(
                    Rules.NameCollision,
                    at,
                    $"{title} becomes the type '{name}', as does {Wording.InSentence(first.Title)} at {first.At.Place}; add 'name: " +
                    "OtherName' to one of them");
            }
            else
            {
                taken.Add(name, (title, at));
                return true;
            }

            return false;
        }
    }

    private static string Title(BoundBits bits) => bits.SchemaName is { } name ? $"Bits '{name}'" : $"The parts of '{bits.Name}'";
}
