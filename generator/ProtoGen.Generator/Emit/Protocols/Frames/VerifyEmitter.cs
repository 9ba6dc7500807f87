using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>What can be judged once a frame is whole: repeated values, lengths that did not find its end, parts of bits fields, checks last.</summary>
internal sealed class VerifyEmitter(FramingPlan plan, Frame frame, SourceWriter writer, HeadReader reader, string span)
{
    private readonly FieldCode _code = new(plan);

    public void Write()
    {
        foreach (var field in frame.Fields.Where(field => field.Type is not BodyType))
        {
            if (Legality(field) is { } illegal) Refuse(field, illegal);
            if (field.Meaning?.Min is IntegerValue min) Refuse(field, $"{reader.Number(OwnValue.Of(field.Name))} < {min}");
            if (field.Meaning?.Max is IntegerValue max) Refuse(field, $"{reader.Number(OwnValue.Of(field.Name))} > {max}");
            if (field is { Verify: true, Derivation: not null }) Verify(field, OwnValue.Of(field.Name), field.Derivation);
            foreach (var part in field.DerivedParts.Where(part => part.Verify)) Verify(field, new(EquatableArray.Of(field.Name, part.Part)), part.Derivation);
        }
    }

    /// <summary>Writes the checks.</summary>
    /// <param name="key">The expression of the message's key.</param>
    public void WriteChecks(string key)
    {
        var checks = frame.Fields.Where(field => field is { Verify: true, Derivation: CheckDerivation }).ToList();
        if (checks.Count == 0) return;
        writer.Space();
        foreach (var field in checks) WriteCheck(field, (CheckDerivation)field.Derivation!, key);
    }

    /// <summary>The condition under which bytes are no value of their type.</summary>
    private string? Legality(Field field)
    {
        var start = reader.StartOf(field.Name);
        var bytes = reader.Slice(field);
        return FieldCode.Held(field.Type) switch
        {
            StructType => $"!{StructCodec}.TryCheck{((StructFieldEmitter)_code.Emitter(field)).Codec}({span}, {start}, {FieldCode.Names(field).Path}, out _)",
            BoolType => $"{span}[{start}] > 1",
            BcdType => $"!{HeaderText}.IsDigits({bytes})",
            TextType { Encoding: TextEncoding.Ascii } => $"!{HeaderText}.IsAscii({bytes})",
            TextType { Encoding: TextEncoding.Utf8 } => $"!{HeaderText}.IsUtf8({bytes})",
            _ => null,
        };
    }

    private void Verify(Field field, OwnValue value, Derivation derivation)
    {
        var isExtent = frame.Extent is LengthExtent length && length.Source.Equals(value);
        var expected = derivation switch
        {
            BytesDerivation counted when !isExtent => Steps(Bytes(counted.Range), counted.Steps),
            SizeDerivation sized when !isExtent => Inverse(Bytes(new(frame.Body.Name, frame.Body.Name)), sized.Uses[0].Steps),
            RepeatDerivation { Source: OwnValue source } repeated => Steps(reader.Number(source), repeated.Steps),
            WidthDerivation width when !WidthCode.IsKept(frame.Field(width.Switch)) =>
                Widths.Narrowest((SwitchType)frame.Field(width.Switch).Type, reader.Number(OwnValue.Of(width.Switch))),
            ConstantDerivation { Value: IntegerValue constant } when value.Path.Count > 1 => constant.Value.ToString(),
            _ => null,
        };
        if (expected is not null) Refuse(field, $"{reader.Number(value)} != {expected}");
    }

    private void WriteCheck(Field field, CheckDerivation check, string key)
    {
        var bytes = reader.StartOf(check.Range.First).Slice(span, reader.EndOf(check.Range.Last));
        var has = field.Presence is null ? "" : HeadReader.Has(field) + " && ";
        var read = FieldCode.ReadInteger(field, span, reader.StartOf(field.Name));
        writer.Line(_code.Comment(field));
        if (check.HasExtra)
        {
            // What a message adds to the check is known only where the message is.
            writer.Line($"if ({has}HasExtra({key}, out var extra) && {read} != {ChecksumEmitter.Compute(check.Checksum, bytes, "extra")}) return {FrameStatus}.Malformed;");
        }
        else
        {
            writer.Line($"if ({has}{read} != {ChecksumEmitter.Compute(check.Checksum, bytes, null)}) return {FrameStatus}.Malformed;");
        }
    }

    private void Refuse(Field field, string condition)
    {
        writer.Space();
        writer.Line(_code.Comment(field));
        writer.Line($"if ({(field.Presence is null ? "" : HeadReader.Has(field) + " && ")}{condition}) return {FrameStatus}.Malformed;");
    }

    private string Bytes(FieldRange range) => reader.StartOf(range.First).To(reader.EndOf(range.Last));

    internal static string Steps(string value, EquatableArray<ArithmeticStep> steps) => steps.Aggregate(value, (made, step) => step.Operator switch
    {
        ArithmeticOperator.Add => $"{made} + {step.Operand}",
        ArithmeticOperator.Subtract => $"{made} - {step.Operand}",
        ArithmeticOperator.Multiply => $"({made}) * {step.Operand}",
        _ => $"({made}) / {step.Operand}",
    });

    internal static string Inverse(string value, EquatableArray<ArithmeticStep> steps) => steps.Reverse().Aggregate(value, (made, step) => step.Operator switch
    {
        ArithmeticOperator.Add => $"{made} - {step.Operand}",
        ArithmeticOperator.Subtract => $"{made} + {step.Operand}",
        ArithmeticOperator.Multiply => $"({made}) / {step.Operand}",
        _ => $"({made}) * {step.Operand}",
    });
}
