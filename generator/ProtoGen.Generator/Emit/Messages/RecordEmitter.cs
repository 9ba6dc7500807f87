using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>What a user of a message or a struct touches: properties and equality.</summary>
internal static class RecordEmitter
{
    public static void WriteProperties(SourceWriter writer, BodyPlan plan)
    {
        UnknownIdEmitter.WriteProperties(writer, plan);
        foreach (var field in plan.Properties)
        {
            writer.Space();
            writer.Line(Xml.Summary(field.Field.Doc, $"The field <c>{Xml.Escape(field.Field.Name)}</c>: {Xml.Escape(field.Type.Format)}{Unit(field.Field)}{Presence(field.Field)}."));
            if (Xml.Life(field.Field.Life) is { } life) writer.Line($"/// <remarks>{life}</remarks>");
            ObsoleteMark.Write(writer, field.Field.Life.Deprecated);
            if (field.Raw is { } raw) RawMeaning.WriteProperties(writer, field, raw);
            else writer.Line(Declaration(field, plan.IsClass));
        }

        if (plan.KeepsTrailing)
        {
            writer.Space();
            writer.Line("/// <summary>The bytes after the last field, kept for the round trip.</summary>");
            writer.Line($"public {WireList}<byte> TrailingBytes {{ get; init; }}");
        }

        WriteHidden(writer, plan);
        if (!plan.IsClass || !plan.Stored.Any(field => field.IsRaw)) return;
        writer.Space();
        writer.Line($$"""
            /// <summary>Sets nothing.</summary>
            public {{plan.Name}}()
            {
            }

            // For the codec, which sets what the required properties are made of.
            {{SetsRequiredMembers}}
            private {{plan.Name}}(bool required) => _ = required;
            """);
    }

    /// <summary>Text that was never set reads as "", so it must also compare as "".</summary>
    public static void WriteEquality(SourceWriter writer, BodyPlan plan)
    {
        var fields = plan.Stored.ToList();
        if (!fields.Any(field => field.Type.IsText && !field.IsNullable)) return;

        var other = plan.IsClass ? "other!" : "other";
        var terms = fields.Select(field => Equal(field)).ToList();
        var members = fields.Select(field => field.Member).ToList();
        foreach (var leftover in Leftovers(plan)) members.Add(leftover);
        if (plan.FillingMember is { } filling) members.Add(filling);
        if (plan.KeepsTrailing) members.Add("TrailingBytes");
        if (plan.Source.Unknown is { } unknown) members.AddRange(unknown.Parts.Select(part => part.Property));
        terms.AddRange(members.Skip(fields.Count).Select(member => $"{member} == other.{member}"));
        if (plan.IsClass) terms.Insert(0, "other is not null");
        writer.Space();
        writer.Line($"""
            /// <inheritdoc/>
            public bool Equals({plan.Name}{(plan.IsClass ? "?" : "")} other) => {string.Join(" && ", terms)};
            """);
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        if (members.Count <= 8)
        {
            writer.Line($"public override int GetHashCode() => {HashCode}.Combine({string.Join(", ", members)});");
            return;
        }

        using (writer.Open("public override int GetHashCode()"))
        {
            writer.Line($"var hash = new {HashCode}();");
            foreach (var member in members) writer.Line($"hash.Add({member});");
            writer.Line("return hash.ToHashCode();");
        }
    }

    /// <summary>The members that keep what is left over in bounds, and how values were spelled.</summary>
    private static IEnumerable<string> Leftovers(BodyPlan plan) =>
        plan.Parts.OfType<PlannedVariable>().Where(part => part.KeepsLeftover).Select(part => part.LeftoverMember)
            .Concat(plan.Stored.Where(field => field.Type is Types.LenientEmitter).Select(field => field.Spelling));

    private static string Equal(MessageField field)
    {
        var other = $"other.{field.Member}";
        return field.IsNullable && field.Type is Types.FloatEmitter ? $"global::System.Nullable.Equals({field.Member}, {other})" : field.Type.Equal(field.Member, other);
    }

    private static void WriteHidden(SourceWriter writer, BodyPlan plan)
    {
        foreach (var field in plan.Fields.Where(field => field.IsReserved))
        {
            writer.Space();
            writer.Line($"// {field.Field.Name}: {field.Type.Format}, kept for the round trip");
            writer.Line(field.Type.IsText && !field.IsNullable
                ? $"internal {field.MemberType} {field.Member} {{ get => field ?? \"\"; init; }}"
                : $"internal {field.MemberType} {field.Member} {{ get; init; }}");
        }

        foreach (var field in plan.Stored.Where(field => field.Type is Types.LenientEmitter))
        {
            writer.Space();
            writer.Line($"// how {field.Field.Name} was spelled, kept for the round trip; 0 for the shortest");
            writer.Line($"internal int {field.Spelling} {{ get; init; }}");
        }

        foreach (var leftover in plan.Parts.OfType<PlannedVariable>().Where(part => part.KeepsLeftover))
        {
            writer.Space();
            writer.Line($"// what is left over in the bound of {leftover.Field.Field.Name}, kept for the round trip");
            writer.Line($"internal {WireList}<byte> {leftover.LeftoverMember} {{ get; init; }}");
        }

        if (plan.FillingMember is not { } filling) return;
        writer.Space();
        writer.Line("// what fills it behind the last field, kept for the round trip; empty for zeros");
        writer.Line($"internal {WireList}<byte> {filling} {{ get; init; }}");
    }

    private static string Unit(Field field) => field.Meaning?.Unit is { } unit ? $", in {Xml.Escape(unit)}" : "";

    private static string Presence(Field field) => field.Presence is null ? "" : $", {Xml.Escape(VariableParser.Presence(field))}";

    private static string Declaration(MessageField field, bool isClass)
    {
        var type = field.MemberType;
        if (field.Field.Constant is { } constant) return $"public {field.Type.CSharpType} {field.Property} => {ConstantProperty(field, constant)};";
        var required = field.IsOptional || field.Field.MayBeLeftOut ? "" : "required ";
        return field.Type.IsText && !field.IsNullable
            ? $"public {required}{type} {field.Property} {{ get => field ?? \"\"; init; }}"
            : $"public {required}{type} {field.Property} {{ get; init; }}{(isClass && field.Type.IsClass && required.Length == 0 && !field.IsNullable ? " = null!;" : "")}";
    }

    private static string ConstantProperty(MessageField field, FieldValue constant) => (field.Field.Type, constant) switch
    {
        (TextType or BcdType, TextValue text) => Literals.String(text.Value),
        (EnumFieldType, _) => $"unchecked(({field.Type.CSharpType})({field.Type.Literal(constant)}))",
        _ => field.Type.Literal(constant),
    };
}
