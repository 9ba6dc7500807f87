using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>What the fields around a body may be: a head that can be read before the body, and a tail of known size.</summary>
internal static class LayoutChecks
{
    public static void Run(BoundStructure layout, LayoutRoles roles, DiagnosticBag diagnostics)
    {
        var fields = layout.Fields.Select(field => field.Field!).ToList();
        var isTail = false;
        foreach (var field in fields)
        {
            if (field.Type is BodyType) isTail = true;
            else CheckField(layout, field, isTail, diagnostics);
        }

        foreach (var field in layout.Fields.Where(field => field.Field!.Derivation is MessageBytesDerivation)) CheckLength(field, fields, diagnostics);
        foreach (var field in layout.Fields.Where(field => field.Field is { Presence: Conditional, Derivation: not null })) CheckCounted(field, fields, diagnostics);
        CheckSequence(roles, fields, diagnostics);
        foreach (var echo in roles.Echoes)
        {
            if (fields.First(field => field.Name == echo.Field.Key.Text) is { Property: not null, Derivation: null }) continue;
            diagnostics.Report(Rules.FrameRole, echo.Echo!.Span, $"Field '{echo.Field.Key.Text}' is derived, constant or the id, so a reply has nothing to repeat");
        }
    }

    private static void CheckField(BoundStructure layout, Field field, bool isTail, DiagnosticBag diagnostics)
    {
        var syntax = layout.Find(field.Name)!.Syntax;
        var at = (syntax.Type?.Whole ?? syntax.Key.Whole).Span;
        if (isTail && BodySizes.Fixed(field) is null)
        {
            diagnostics.Report(
                Rules.FrameField,
                at,
                $"Field '{field.Name}' of the frame stands after the body and has a size that varies, so nobody could find where the body ends; only fields of " +
                "fixed size that are always there may follow it");
        }
        else if (syntax.Settings.Canonical is { } canonical && !(field.Type is SwitchType && field.Derivation is not null))
        {
            diagnostics.Report(
                Rules.SettingDoesNotApply, canonical.Span, $"Field '{field.Name}' of the frame has one spelling for each value; in a frame 'canonical' applies to a length of several widths");
        }
        else if (!IsReadable(field))
        {
            diagnostics.Report(
                Rules.FrameField,
                at,
                $"Field '{field.Name}' of the frame has {(syntax.Type is { } type ? $"type '{type.Whole.Text}'" : "a type of its own")}; a frame holds unsigned varints, other numbers, " +
                "enums, bits, structs, text, digits and bytes of fixed size, switches between such texts, digits and bytes, and lengths of several widths");
        }
    }

    private static bool IsReadable(Field field) => field.Type switch
    {
        SwitchType number when number.IsNumber() => field is { Derivation: not null, Presence: null },
        var type => IsReadable(type),
    };

    /// <summary>What counts fields of the message is written at a place that is always the same, and so is what it counts beside them.</summary>
    private static void CheckLength(BoundField bound, List<Field> fields, DiagnosticBag diagnostics)
    {
        var field = bound.Field!;
        var range = ((MessageBytesDerivation)field.Derivation!).Range;
        var names = fields.Select(known => known.Name).ToList();
        var (own, body) = (names.IndexOf(field.Name), fields.FindIndex(known => known.Type is BodyType));
        var first = names.IndexOf(range.First);
        var head = first < 0 ? fields.Take(own) : fields.Take(own).Concat(fields.Skip(first).Take(Math.Max(0, body - first)));
        var problem = own > body ? "counts fields of the message, so it stands before the body"
            : field is not { Type: IntegerType { Signed: false }, Presence: null } ? "counts fields of the message, so it is an unsigned integer that is always there"
            : head.FirstOrDefault(known => BodySizes.Fixed(known) is null) is { } varying ? $"counts fields of the message, but '{varying.Name}' has a size that varies; what stands before such a length, and what it counts of the frame, is fixed"
            : null;
        if (problem is not null) diagnostics.Report(Rules.RangeName, bound.Syntax.Expression!.Value.Span, $"Field '{field.Name}' of the frame {problem}");
    }

    /// <summary>
    /// The condition of a field that nobody gives may look at a length that counts it, as where a check is there only with a body: it is judged
    /// by the length without the field, so it must hold for the longer one too.
    /// </summary>
    private static void CheckCounted(BoundField bound, List<Field> fields, DiagnosticBag diagnostics)
    {
        var field = bound.Field!;
        var counting = ((Conditional)field.Presence!).Terms.Where(term => term.Value is OwnValue own && Counts(own, field, fields)).ToList();
        if (counting.All(term => term.Operator is ConditionOperator.Greater or ConditionOperator.GreaterOrEqual)) return;
        diagnostics.Report(
            Rules.FrameField,
            (bound.Syntax.Type?.Whole ?? bound.Syntax.Key.Whole).Span,
            $"The condition of field '{field.Name}' of the frame looks at '{counting[0].Value}', which counts '{field.Name}' itself; compare it with '>' or '>='");
    }

    private static bool Counts(OwnValue length, Field counted, List<Field> fields)
    {
        var field = fields.First(known => known.Name == length.Field);
        var derivation = length.Path.Count == 1 ? field.Derivation : field.DerivedParts.FirstOrDefault(part => part.Part == length.Path[1])?.Derivation;
        if (derivation is not BytesDerivation { Range: var range }) return false;
        var names = fields.Select(known => known.Name).ToList();
        var own = names.IndexOf(counted.Name);
        return own >= names.IndexOf(range.First) && own <= names.IndexOf(range.Last);
    }

    private static bool IsReadable(FieldType type) => type switch
    {
        VarintType varint => varint.Coding == VarintCoding.Unsigned,
        IntegerType or EnumFieldType or BitsFieldType or BoolType or CharType or FloatType => true,
        TextType or BytesType or BcdType or StructType => type.FixedSize is not null,
        SwitchType { Choice: null, Else: null } choice => choice.Cases.All(known => known.Type is TextType or BytesType or BcdType && known.Type.FixedSize is not null),
        _ => false,
    };

    private static void CheckSequence(LayoutRoles roles, IReadOnlyList<Field> fields, DiagnosticBag diagnostics)
    {
        if (roles.Sequence is not { } sequence) return;
        var field = fields.First(candidate => candidate.Name == sequence.Field.Key.Text);
        var isUsable = field is { Type: IntegerType or VarintType { Value.Signed: false }, Property: not null, Derivation: null, Presence: null };
        if (isUsable) return;
        diagnostics.Report(
            Rules.FrameRole,
            (sequence.Role ?? sequence.Field.Key).Span,
            $"Field '{field.Name}' of the frame cannot be the sequence; that is an integer which is in every frame and neither derived nor constant");
    }
}
