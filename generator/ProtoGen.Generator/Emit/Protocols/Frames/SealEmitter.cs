using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary><c>GetFrameSize</c> and <c>Seal</c> of one layout.</summary>
internal sealed class SealEmitter(SourceWriter writer, FramingPlan plan, Frame frame)
{
    private readonly FieldCode _code = new(plan);
    private readonly HeadWriter _values = new(plan, frame);

    /// <summary>Writes the statements of <c>GetFrameSize</c>: what cannot be written is refused here, and the size is found.</summary>
    public void WriteSize()
    {
        foreach (var field in frame.Header.Concat(frame.Fields.Where(FramingPlan.IsHidden))) WriteCheck(field);
        if (plan.KeysIn(frame).Any(key => key.CatchesUnknown)) WriteAbsentIds();
        writer.Line($"bodyOffset = {_values.Sum(frame.Head)};");
        if (frame.Extent is LengthExtent && !IsCovered()) WriteLengthChecks();
        foreach (var field in frame.Fields)
        {
            foreach (var part in field.DerivedParts.Where(part => part.Derivation is BytesDerivation or SizeDerivation))
            {
                var width = _code.Part(field, part.Part).Width;
                writer.Line($"{HeaderValues}.CheckNumber({_values.Derived(new(EquatableArray.Of(field.Name, part.Part)), part.Derivation)}, {FieldCode.Mask(width)}, \"Frame\", \"{field.Name}.{part.Part}\");");
            }
        }

        var head = frame.HeadSize is { } known ? Literals.Number(known + frame.TailSize) : frame.TailSize == 0 ? "bodyOffset" : $"bodyOffset + {frame.TailSize}";
        writer.Line($"return bodySize + {head};");
    }

    /// <summary>Writes the statements of <c>Seal</c>.</summary>
    public void WriteSeal()
    {
        var places = new Dictionary<string, (Spot Start, Spot End)>(StringComparer.Ordinal);
        var position = Spot.Start;
        foreach (var field in frame.Fields)
        {
            var start = position;
            position = field.Type is BodyType ? Behind(position) : WriteField(field, position);
            places[field.Name] = (start, position);
        }

        foreach (var field in frame.Fields)
        {
            if (field.Derivation is not CheckDerivation check) continue;
            var bytes = places[check.Range.First].Start.Slice("frame", places[check.Range.Last].End);
            writer.Space();
            writer.Line(_code.Comment(field));
            if (check.HasExtra) writer.Line("HasExtra(key, out var extra);");
            var statement = Number((IntegerType)field.Type, ChecksumEmitter.Compute(check.Checksum, bytes, check.HasExtra ? "extra" : null), places[field.Name].Start);
            writer.Line(field.Presence is null ? statement : $"if ({_values.Has(field)}) {statement}");
        }
    }

    /// <summary>Whether no body within the largest frame is too long for the length.</summary>
    private bool IsCovered() => plan.IsSingle && frame.HeadSize is not null && ((LengthExtent)frame.Extent).Source.Path.Count == 1 && ((LengthExtent)frame.Extent).Steps.All(step => step.Operator is ArithmeticOperator.Add or ArithmeticOperator.Subtract);

    private void WriteLengthChecks()
    {
        var length = (LengthExtent)frame.Extent;
        var source = frame.Field(length.Source.Field);
        if (length.Source.Path.Count > 1 || source.Derivation is not (BytesDerivation or SizeDerivation)) return;

        var bytes = _values.Sum(_values.Range(length.Range));
        foreach (var step in length.Steps.Where(step => step.Operator == ArithmeticOperator.Divide))
            writer.Line($"{HeaderValues}.CheckMultiple({bytes}, {step.Operand}, \"Frame\", \"{source.Name}\");");
        var integer = FieldCode.Integer(source.Type)!;
        if (integer.Max.Bits >= int.MaxValue) return;
        writer.Line($"{HeaderValues}.CheckNumber({_values.Derived(length.Source, source.Derivation)}, {integer.Max}, \"Frame\", \"{source.Name}\");");
    }

    private void WriteCheck(Field field)
    {
        var property = $"header.{FieldCode.Property(field)}";
        if (field.Presence is not Conditional condition)
        {
            if (field.Type is SwitchType choice)
                writer.Line($"{HeaderValues}.CheckCase({_values.Number((OwnValue)choice.Tag)} is {string.Join(" or ", choice.Cases.SelectMany(known => known.Keys))}, \"Frame\", \"{choice.Tag}\");");
            if (_code.Check(field, property, _values.Size(field)) is { } check) writer.Line(check);
            return;
        }

        if (!_values.IsDerived(condition))
        {
            writer.Line($"{HeaderValues}.CheckPresence({property} is not null, {_values.Condition(field)}, \"Frame\", \"{field.Name}\");");
        }
        else
        {
            // Fields that share a bit stand and fall together.
            foreach (var use in condition.Terms.Select(term => (OwnValue)term.Value).SelectMany(Uses).Where(use => use.Field != field.Name))
            {
                var other = frame.Field(use.Field);
                writer.Line($"{HeaderValues}.CheckPresence({property} is not null, {_values.Has(other)}, \"Frame\", \"{field.Name}\");");
            }
        }

        var local = CSharpNames.Local(FieldCode.Pascal(field)) + "Value";
        if (_code.Check(field, local, Literals.Number(field.Type.FixedSize ?? 0)) is { } inner) writer.Line($"if ({property} is {{ }} {local}) {inner}");
    }

    /// <summary>A part of an unknown id that the frame has no place for would be lost.</summary>
    private void WriteAbsentIds()
    {
        foreach (var field in frame.Fields.Where(field => field is { Derivation: IdDerivation, Presence: not null }))
            writer.Line($"{HeaderValues}.CheckPresence({_values.Number(OwnValue.Of(field.Name))} != 0 && !({_values.Condition(field)}), false, \"Frame\", \"{field.Name}\");");
    }

    private IEnumerable<PresenceUse> Uses(OwnValue value)
    {
        var field = frame.Field(value.Field);
        var derivation = value.Path.Count == 1 ? field.Derivation : field.DerivedParts.First(part => part.Part == value.Path[1]).Derivation;
        return ((PresenceDerivation)derivation!).Uses.Take(1);
    }

    private static Spot Behind(Spot start) => start.Base.Length == 0 ? new("bodySize", start.Offset) : start with { Base = $"bodySize + {start.Base}" };

    private Spot WriteField(Field field, Spot start)
    {
        var after = "after" + FieldCode.Pascal(field);
        if (field is { Derivation: CheckDerivation, Presence: Conditional })
        {
            writer.Line($"var {after} = {start} + {_values.Size(field)};");
            return new(after, 0);
        }

        if (field.Derivation is CheckDerivation or MessageBytesDerivation) return start.Plus(field.Type.FixedSize!.Value);
        writer.Space();
        writer.Line(_code.Comment(field));
        if (field.Type is VarintType varint)
        {
            writer.Line($"var {after} = {start} + {RuntimeNames.Varint}.Write(frame.Slice({start}), {_values.Varint(field, varint)});");
            return new(after, 0);
        }

        if (field.Type is SwitchType { Tag: OwnValue tag } number && WidthCode.Is(field))
        {
            writer.Line($"var {after} = {start} + {_values.Size(field)};");
            WidthCode.Write(writer, number, _values.Number(tag), type => Number(type, _values.Number(OwnValue.Of(field.Name)), start));
            return new(after, 0);
        }

        if (field.Type is SwitchType)
        {
            writer.Line($"var {after} = {start} + {_values.Size(field)};");
            writer.Line(_code.Write(field, _values.Value(field), "frame", start, $"{after} - {(start.Base.Length == 0 ? start.ToString() : $"({start})")}"));
            return new(after, 0);
        }

        if (field is { Presence: Conditional, Derivation: not null })
        {
            writer.Line($"var {after} = {start};");
            using (writer.Open($"if ({_values.Has(field)})"))
            {
                writer.Line(Statement(field, start));
                writer.Line($"{after} += {field.Type.FixedSize};");
            }

            return new(after, 0);
        }

        if (field.Presence is Conditional)
        {
            var local = CSharpNames.Local(FieldCode.Pascal(field)) + "Value";
            writer.Line($"var {after} = {start};");
            using (writer.Open($"if (header.{FieldCode.Property(field)} is {{ }} {local})"))
            {
                writer.Line(Write(field, local, start));
                writer.Line($"{after} += {field.Type.FixedSize};");
            }

            return new(after, 0);
        }

        writer.Line(Statement(field, start));
        return start.Plus(FrameSizes.FixedSize(field)!.Value);
    }

    private string Statement(Field field, Spot start)
    {
        switch (field)
        {
            case { Derivation: ConstantDerivation constant, Type: TextType or BytesType or BcdType }:
                return ((SizedEmitter)_code.Emitter(field)).WriteConstant(constant.Value, new("frame", start.ToString(), field.Type.FixedSize!.Value));
            case { Derivation: ConstantDerivation constant }:
                return _code.Emitter(field).Write(_code.Emitter(field).Literal(constant.Value), new("frame", start.ToString(), field.Type.FixedSize!.Value));
            case { Type: BitsFieldType bits, Derivation: null or PartsDerivation }:
                var set = field.Derivation is null && (field.Property is not null || FramingPlan.IsHidden(field)) ? _values.Raw(field) : null;
                return Number(bits.Underlying, field.DerivedParts.Count == 0 ? set! : _values.Bits(field, set), start);
            case { Derivation: { } derivation }:
                return Number(FieldCode.Integer(field.Type)!, _values.Derived(OwnValue.Of(field.Name), derivation), start);
            default:
                return Write(field, _values.Value(field), start);
        }
    }

    private string Write(Field field, string value, Spot start) => field.Type is BitsFieldType bits
        ? Number(bits.Underlying, $"{value}.Raw", start)
        : _code.Write(field, value, "frame", start, Literals.Number(field.Type.FixedSize ?? 0));

    /// <summary>Writes the low bytes of a number, whatever its type.</summary>
    public static string Number(IntegerType type, string value, Spot start) => type.Size == 1
        ? $"frame[{start}] = unchecked((byte)({value}));"
        : new IntegerEmitter(type).Write($"unchecked(({IntegerEmitter.CSharp(type)})({value}))", new("frame", start.ToString(), type.Size));
}
