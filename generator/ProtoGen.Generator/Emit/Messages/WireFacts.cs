using ProtoGen.Generator.Emit.Types;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The nested class of constants: on the record itself a field called <c>id</c> or <c>size</c> would collide with them.</summary>
internal static class WireFacts
{
    public static void Write(SourceWriter writer, MessageSource source, BodyPlan plan)
    {
        writer.Space();
        writer.Line("/// <summary>Facts of the wire.</summary>");
        using var facts = writer.Open("public static class Wire");
        if (source.IdType is { } type)
        {
            writer.Line($"""
                /// <summary>The message id.</summary>
                public const {IntegerEmitter.CSharp(type)} Id = {IntegerEmitter.Literal(type, source.Message.Id)};

                """);
        }

        writer.Line($"internal const long Key = {Key(source.Message.Key)};");
        WriteReplyCondition(writer, source, plan);
        WriteAll(writer, plan);
    }

    /// <summary>The facts of a struct.</summary>
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        writer.Line("/// <summary>Facts of the wire.</summary>");
        using var facts = writer.Open("public static class Wire");
        WriteAll(writer, plan);
    }

    private static void WriteAll(SourceWriter writer, BodyPlan plan)
    {
        WriteSizes(writer, plan);
        foreach (var run in plan.Parts.OfType<PlannedRun>().Where(run => run.IsFirst))
            foreach (var (field, placed) in run.Places.Where(place => place.Field.Field.Property is not null))
                Constant(writer, $"Where <c>{Xml.Escape(field.Field.Name)}</c> begins in the body, in bytes.", $"{field.Property}Offset", placed.Offset);
        ChecksumCode.WriteTables(writer, plan);
        NestedCodecEmitter.Write(writer, plan.Codecs, plan.Layout.MaxSize);
    }

    private static void WriteReplyCondition(SourceWriter writer, MessageSource source, BodyPlan plan)
    {
        if (source.Message.ReplyCondition is not { } condition) return;
        writer.Space();
        writer.Line($"""
            // reply: if {Conditions.Text(condition)}
            internal static bool IsReplyDue(in {plan.Name} message, in {RuntimeNames.WireOuter} outer) => {Conditions.Of(condition, new WriteFacts(plan).Value)};
            """);
    }

    private static void WriteSizes(SourceWriter writer, BodyPlan plan)
    {
        if (plan.Layout.FixedSize is { } size)
        {
            Constant(writer, plan.IsMessage ? "The bytes of every body." : "The bytes of every value.", "Size", size);
            return;
        }

        Constant(writer, plan.IsMessage ? "The bytes of the smallest body." : "The fewest bytes of a value.", "MinSize", plan.Layout.MinSize);
        if (plan.IsMessage || plan.Layout.MaxSize < int.MaxValue)
            Constant(writer, plan.IsMessage ? "The bytes of the largest body." : "The most bytes of a value.", "MaxSize", plan.Layout.MaxSize);
    }

    private static void Constant(SourceWriter writer, string summary, string name, int value)
    {
        writer.Space();
        writer.Line($"""
            /// <summary>{summary}</summary>
            public const int {name} = {value};
            """);
    }

    private static string Key(long key) => key == long.MinValue ? "long.MinValue" : key.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
