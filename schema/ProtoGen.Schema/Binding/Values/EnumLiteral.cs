using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>A value of an enum: the name of a member, or a number.</summary>
internal static class EnumLiteral
{
    public static FieldValue? Read(TextSlice text, EnumFieldType type, BoundEnum known, out string problem)
    {
        problem = "";
        if (Member(text, known) is { } member) return member.Value is { } named ? new IntegerValue(named) : null;
        if (IntegerLiteral.Read(text, type.Underlying, out problem) is { } number) return new IntegerValue(number);

        var hint = NameSuggestion.DidYouMean(text.Text, known.Members.Select(candidate => candidate.Syntax.Key.Text));
        problem = $"enum '{known.SchemaName}' has no such member{hint}";
        return null;
    }

    /// <summary>The member a text names, if it names one.</summary>
    public static BoundEnumMember? Member(TextSlice text, BoundEnum known) =>
        known.Members.FirstOrDefault(candidate => candidate.Syntax.Key.Text == text.Text);
}
