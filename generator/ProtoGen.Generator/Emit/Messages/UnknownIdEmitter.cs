using System.Globalization;
using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>What a message that stands for unknown ids has of them.</summary>
/// <param name="Parts">The numbers of the id.</param>
/// <param name="Known">The ids it cannot have.</param>
/// <param name="KeysAreIds">Whether its key is the id and nothing else.</param>
/// <param name="FrameType">The emitted type of a received frame.</param>
internal sealed record UnknownIdSource(EquatableArray<UnknownIdPart> Parts, EquatableArray<EquatableArray<WireInteger>> Known, bool KeysAreIds, string FrameType)
{
    /// <summary>Where both sides say it, the ids that only one side's messages have.</summary>
    public EquatableArray<SideKnown> OneSided { get; init; }

    /// <summary>Whether a check of its frame counts extra bytes of the message, of which nobody knows any.</summary>
    public bool LacksExtra { get; init; }

    /// <summary>Null where the message's id is known.</summary>
    public static UnknownIdSource? Of(Protocol protocol, Message message) => !message.CatchesUnknown ? null
        : new(message.UnknownId, message.KnownIds, protocol.KeysAreIds, $"global::{CSharpNames.Namespace(protocol.Namespace)}.{protocol.Name}Frame")
        {
            OneSided = new[] { new SideKnown(Direction.Client, message.KnownIdsOfClient), new SideKnown(Direction.Server, message.KnownIdsOfServer) }
                .Where(side => side.Ids.Count > 0).ToEquatableArray(),
            LacksExtra = message.Extra.Count == 0
                && protocol.FramingsOf(message).SelectMany(framing => framing.Variants).SelectMany(frame => frame.Fields).Any(field => field.Derivation is CheckDerivation { HasExtra: true }),
        };
}

/// <summary>Ids that a message for unknown ones cannot have where one side says it.</summary>
internal sealed record SideKnown(Direction Side, EquatableArray<EquatableArray<WireInteger>> Ids);

/// <summary>The members by which a message that stands for unknown ids holds its own: from the key of its frame and back.</summary>
internal static class UnknownIdEmitter
{
    /// <summary>The properties of the record.</summary>
    public static void WriteProperties(SourceWriter writer, BodyPlan plan)
    {
        if (plan.Source.Unknown is not { } unknown) return;
        foreach (var part in unknown.Parts)
        {
            writer.Space();
            writer.Line(Summary(unknown, part));
            writer.Line("/// <remarks>None that another message has: that is refused when encoding.</remarks>");
            writer.Line($"public required {Type(plan, part)} {part.Property} {{ get; init; }}");
        }
    }

    /// <summary>The properties of the view, and the way to them.</summary>
    public static void WriteView(SourceWriter writer, BodyPlan plan)
    {
        if (plan.Source.Unknown is not { } unknown) return;
        foreach (var part in unknown.Parts)
        {
            writer.Space();
            writer.Line(Summary(unknown, part));
            writer.Line($"public {Type(plan, part)} {part.Property} {{ get; private init; }}");
        }

        if (plan.TakesOuter) return;
        writer.Space();
        writer.Line($$"""
            /// <summary>Finds the fields of a whole body; the id is in the key of its frame. Never throws.</summary>
            public static bool TryParse({{Bytes}} body, scoped in {{WireOuter}} outer, out View view, out {{DecodeError}} error)
            {
                if (!TryParse(body, out view, out error)) return false;
                view = view with {{Initializer(plan)}};
                return true;
            }
            """);
    }

    /// <summary>What sets the id of a view: nothing, or an initializer.</summary>
    public static string Initializer(BodyPlan plan) => plan.Source.Unknown is not { } unknown ? ""
        : $"{{ {string.Join(", ", unknown.Parts.Select(part => $"{part.Property} = {FromKey(plan, unknown, part)}"))} }}";

    /// <summary>The members of the interface that say the key.</summary>
    public static void WriteKey(SourceWriter writer, BodyPlan plan)
    {
        if (plan.Source.Unknown is not { } unknown)
        {
            writer.Line($"static long {MessageInterface}<{plan.Name}>.GetKey(in {plan.Name} message) => Wire.Key;");
            return;
        }

        using (writer.Open($"static long {MessageInterface}<{plan.Name}>.GetKey(in {plan.Name} message)"))
        {
            if (unknown.LacksExtra) writer.Line($"{EncodeChecks}.Extra(\"{plan.Name}\");");
            foreach (var part in unknown.Parts.Where(part => part.Bits < Width(part)))
                writer.Line($"{EncodeChecks}.InRange({Number(part)}, {Min(part)}, {Max(part)}, \"{plan.Name}\", \"{part.Property}\");");
            if (unknown.Known.Count > 0) WriteRefusal(writer, plan, unknown, unknown.Known);
            writer.Line($"return {(unknown.KeysAreIds ? Number(unknown.Parts[0]) : string.Join(" | ", unknown.Parts.Select(Placed).Prepend("Wire.Key")))};");
        }

        writer.Space();
        writer.Line($"static long {MessageInterface}<{plan.Name}>.Kind => Wire.Key;");
        foreach (var (side, ids) in unknown.OneSided)
        {
            writer.Space();
            writer.Line($"// Of the {side.ToString().ToLowerInvariant()} more ids are known than of the other side.");
            using var method = writer.Open($"internal static {plan.Name} From{side}({plan.Name} message)");
            WriteRefusal(writer, plan, unknown, ids);
            writer.Line("return message;");
        }
    }

    private static void WriteRefusal(SourceWriter writer, BodyPlan plan, UnknownIdSource unknown, EquatableArray<EquatableArray<WireInteger>> known)
    {
        var numbers = unknown.Parts.Select(Number).ToList();
        var value = numbers.Count == 1 ? numbers[0] : $"({string.Join(", ", numbers)})";
        writer.Line($"{EncodeChecks}.Unknown({value} is {string.Join(" or ", known.Select(Pattern))}, \"{plan.Name}\", \"{unknown.Parts[0].Property}\");");
    }

    /// <summary>How a message is read with its id.</summary>
    public static void WriteDecode(SourceWriter writer, BodyPlan plan)
    {
        if (plan.Source.Unknown is not { } unknown) return;
        writer.Space();
        writer.Line($$"""
            /// <summary>Reads the message of a frame, its id included. Never throws.</summary>
            public static bool TryDecode(in {{unknown.FrameType}} frame, out {{plan.Name}} message, out {{DecodeError}} error)
            {
                frame.GetOuter(Wire.Key, out var outer);
                return TryDecode(frame.Body, in outer, out message, out error);
            }
            """);
        if (plan.TakesOuter) return;
        writer.Space();
        writer.Line($$"""
            /// <summary>Reads a whole body; the id is in the key of its frame. Never throws.</summary>
            public static bool TryDecode({{Bytes}} body, in {{WireOuter}} outer, out {{plan.Name}} message, out {{DecodeError}} error)
            {
                if (View.TryParse(body, in outer, out var view, out error)) return view.TryToRecord(out message, out error);
                message = default;
                return false;
            }

            static bool {{MessageInterface}}<{{plan.Name}}>.TryDecode({{Bytes}} body, in {{WireOuter}} outer, out {{plan.Name}} message, out {{DecodeError}} error) =>
                TryDecode(body, in outer, out message, out error);
            """);
    }

    private static string Summary(UnknownIdSource unknown, UnknownIdPart part) => unknown.Parts.Count == 1
        ? "/// <summary>The id of the frame.</summary>"
        : $"/// <summary>What the frame says in <c>{Xml.Escape(part.Name)}</c>, a part of its id.</summary>";

    private static string Type(BodyPlan plan, UnknownIdPart part) => TypeEmitter.For(part.Type, CSharpNames.Namespace(plan.Source.Namespace)).CSharpType;

    private static string FromKey(BodyPlan plan, UnknownIdSource unknown, UnknownIdPart part) =>
        $"unchecked(({Type(plan, part)}){(unknown.KeysAreIds ? "outer.Key" : UnknownKey.Part("outer.Key", part))})";

    private static string Number(UnknownIdPart part) => $"unchecked((long)message.{part.Property})";

    private static string Placed(UnknownIdPart part) => UnknownKey.Place(Number(part), part);

    private static string Pattern(EquatableArray<WireInteger> id)
    {
        var numbers = id.Select(number => Literal(unchecked((long)number.Bits))).ToList();
        return numbers.Count == 1 ? numbers[0] : $"({string.Join(", ", numbers)})";
    }

    private static int Width(UnknownIdPart part) => part.Type is CharType ? 16 : part.Integer.Size switch { 1 => 8, 2 => 16, <= 4 => 32, _ => 64 };

    private static string Min(UnknownIdPart part) => Literal(part.Integer.Signed ? -1L << (part.Bits - 1) : 0);

    private static string Max(UnknownIdPart part) => Literal((1L << (part.Integer.Signed ? part.Bits - 1 : part.Bits)) - 1);

    private static string Literal(long number) => number == long.MinValue ? "long.MinValue" : number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Where the numbers of an unknown id stand in a key, in C#.</summary>
internal static class UnknownKey
{
    /// <summary>A number in its place.</summary>
    public static string Place(string number, UnknownIdPart part) => part.Shift == 0 ? $"({number} & {Mask(part)})" : $"(({number} & {Mask(part)}) << {part.Shift})";

    /// <summary>The number at a place, its sign included.</summary>
    public static string Part(string key, UnknownIdPart part) => part.Integer.Signed
        ? $"({key} << {64 - part.Shift - part.Bits} >> {64 - part.Bits})"
        : part.Shift == 0 ? $"({key} & {Mask(part)})" : $"(({key} >> {part.Shift}) & {Mask(part)})";

    private static string Mask(UnknownIdPart part) => "0x" + (ulong.MaxValue >> (64 - part.Bits)).ToString("X", CultureInfo.InvariantCulture);
}
