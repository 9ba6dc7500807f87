using System.Text;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Names for locals and hidden members, unique in a structure: the property's, or one made of the schema's.</summary>
internal static class FieldIds
{
    public static IReadOnlyDictionary<Field, string> Of(IEnumerable<Field> fields)
    {
        var ids = new Dictionary<Field, string>(ReferenceComparer.Instance);
        var all = fields.ToList();
        var taken = new HashSet<string>(all.Select(field => field.Property).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        foreach (var field in all)
        {
            if (field.Property is { } property)
            {
                ids.Add(field, property);
                continue;
            }

            var name = Pascal(field.Name);
            var id = name;
            for (var number = 2; !taken.Add(id); number++) id = FormattableString.Invariant($"{name}{number}");
            ids.Add(field, id);
        }

        return ids;
    }

    private static string Pascal(string name)
    {
        var text = new StringBuilder();
        var isStart = true;
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character)) text.Append(isStart ? char.ToUpperInvariant(character) : character);
            isStart = !char.IsLetterOrDigit(character);
        }

        return text.Length == 0 || char.IsDigit(text[0]) ? "Reserved" + text : text.ToString();
    }

    // Two reserved fields may be equal in all but their place.
    private sealed class ReferenceComparer : IEqualityComparer<Field>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(Field? left, Field? right) => ReferenceEquals(left, right);

        public int GetHashCode(Field field) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(field);
    }
}
