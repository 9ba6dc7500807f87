using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary><c>GetOuter</c>: what messages take from the header and from the facts of the connection.</summary>
internal static class OuterEmitter
{
    public static void Write(SourceWriter writer, FramingPlan plan)
    {
        // Messages of one key have the same parameters, as far as each has any.
        var rows = plan.Keys.Where(key => key.Parameters.Count > 0).GroupBy(key => key.Key).Select(same => same.OrderByDescending(key => key.Parameters.Count).First()).ToList();
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        var signature = $"public static void GetOuter(long key, in {plan.HeaderType} header, global::System.ReadOnlySpan<long> profile, out {WireOuter} outer)";
        if (rows.Count == 0)
        {
            writer.Line($"{signature} => outer = default;");
        }
        else
        {
            WriteSwitch(writer, plan, rows, signature);
            writer.Space();
            writer.Line("""
                /// <inheritdoc/>
                public static bool HasParameters => true;
                """);
        }

        if (plan.Profiles.Count == 0) return;
        writer.Space();
        writer.Line($$"""
            /// <inheritdoc/>
            public static global::System.ReadOnlySpan<long> DefaultProfile => [{{string.Join(", ", plan.Profiles.Select(fact => fact.Default))}}];
            """);
    }

    private static void WriteSwitch(SourceWriter writer, FramingPlan plan, List<FrameKey> rows, string signature)
    {
        writer.Line($"{signature} => outer = key switch");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (var row in rows)
            {
                var values = row.Parameters.Select(parameter => Value(plan, row, parameter));
                writer.Line($"{row.Key} => new {WireOuter}(0, {string.Join(", ", values)}),   // {row.Message}");
            }

            writer.Line("_ => default,");
        }

        writer.Line("};");
    }

    private static string Value(FramingPlan plan, FrameKey row, Parameter parameter)
    {
        if (parameter.Source == ParameterSource.Profile)
            return $"profile[{plan.Profiles.TakeWhile(fact => fact.Name != parameter.Name).Count()}]";

        var path = new OwnValue(parameter.Name.Split('.').ToEquatableArray());
        var frame = plan.Layouts.First(layout => plan.KeysIn(layout).Contains(row) && layout.Fields.Any(field => field.Name == path.Field));
        return $"unchecked((long)({new HeadWriter(plan, frame).Number(path)}))";
    }
}

/// <summary>A fact of a connection.</summary>
/// <param name="Name">The schema's name.</param>
/// <param name="Default">What it is until something is said, as a C# literal.</param>
internal sealed record ProfilePlan(string Name, string Default)
{
    public static ProfilePlan Of(ProfileFact fact) => new(fact.Name, fact.Default switch
    {
        BoolValue truth => truth.Value ? "1" : "0",
        IntegerValue number => number.Value.Bits == 1UL << 63 ? "long.MinValue" : ((long)number.Value.Bits).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "0",
    });
}
