using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary><c>ReadHead</c> of one layout: the length is judged before anything is waited for, let alone buffered.</summary>
internal sealed class ReadHeadEmitter
{
    private const string Input = "input";

    private readonly FramingPlan _plan;
    private readonly Frame _frame;
    private readonly SourceWriter _writer;
    private readonly FieldCode _code;
    private readonly HeadReader _reader;
    private readonly int _tail;
    private bool _isWhole;

    private ReadHeadEmitter(SourceWriter writer, FramingPlan plan, Frame frame)
    {
        (_plan, _frame, _writer) = (plan, frame, writer);
        (_code, _reader, _tail) = (new(plan), new(plan, frame, writer, Input), frame.TailSize);
    }

    /// <summary>Writes the statements of the method.</summary>
    public static void Write(SourceWriter writer, FramingPlan plan, Frame frame) => new ReadHeadEmitter(writer, plan, frame).Write();

    /// <summary>Where a frame whose head has no fixed size goes beyond itself, it is none.</summary>
    private string Unfinished => _isWhole ? $"{FrameStatus}.Malformed" : $"{FrameStatus}.NeedMore";

    private void Write()
    {
        _writer.Line("head = default;");
        if (_frame.Extent is FlagExtent) WriteWhole();
        var head = _frame.Head.ToList();
        var known = _frame.Extent is LengthExtent length ? KnownAfter(length, head) : 0;
        WriteFields(head.Take(known).ToList());
        if (_frame.Extent is LengthExtent announced) WriteTotal(announced, head);
        WriteFields(head.Skip(known).ToList());
        var open = "";
        if (_frame.Extent is BodyExtent)
        {
            open = KeyEmitter.Read(_writer, _plan, _frame, _code, _reader);
            MeasureEmitter.WriteLength(_writer, _plan, _frame, open, _reader);
            _isWhole = true;
        }

        WriteEnd();
        var verify = new VerifyEmitter(_plan, _frame, _writer, _reader, Input);
        verify.Write();
        var key = open.Length > 0 ? open : KeyEmitter.Read(_writer, _plan, _frame, _code, _reader);
        verify.WriteChecks(key);
        WriteHead(key);
    }

    /// <summary>How many fields must be read before the length of the frame is known: up to the length, and to where it begins to count.</summary>
    private static int KnownAfter(LengthExtent length, List<Field> head)
    {
        var source = head.FindIndex(field => field.Name == length.Source.Field) + 1;
        var first = head.TakeWhile(field => field.Name != length.Range.First).Count();
        return first > source && head.Skip(source).Take(first - source).Any(field => FrameSizes.FixedSize(field) is null) ? first : source;
    }

    /// <summary>The frame is all there is.</summary>
    private void WriteWhole()
    {
        _isWhole = true;
        _writer.Line($"""
            var length = {Input}.Length;
            if (length < {_frame.MinHeadSize + _tail}) return {FrameStatus}.Malformed;
            if (length > maxFrameBytes) return {FrameStatus}.TooLarge;
            """);
    }

    private void WriteFields(List<Field> fields)
    {
        for (var index = 0; index < fields.Count;)
        {
            var run = fields.Skip(index).TakeWhile(field => FrameSizes.FixedSize(field) is not null).ToList();
            if (run.Count > 0) WriteRun(run);
            index += run.Count;
            if (index == fields.Count) break;

            var field = fields[index++];
            _writer.Space();
            _writer.Line(_code.Comment(field) + (field.Presence is Conditional ? ", where it is there" : ""));
            _reader.Take(field, _isWhole ? $"{Input}.Slice(0, length - {_tail})" : Input, Unfinished);
            Judge(field);
        }
    }

    private void WriteRun(List<Field> run)
    {
        var end = _reader.Position.Plus(run.Sum(field => FrameSizes.FixedSize(field)!.Value));
        RequireBytes(end);
        foreach (var field in run)
        {
            _reader.Take(field, Input, null);
            Judge(field);
        }
    }

    /// <summary>Bytes of a frame that is not known to be whole may not have come yet; those of a whole one may not be there.</summary>
    private void RequireBytes(Spot end)
    {
        if (!_isWhole) _writer.Line($"if ({Input}.Length < {end}) return {FrameStatus}.NeedMore;");
        else if (end.Base.Length > 0) _writer.Line($"if ({new Spot("length", -_tail)} < {end}) return {FrameStatus}.Malformed;");
    }

    /// <summary>A constant is judged as soon as it is there.</summary>
    private void Judge(Field field)
    {
        if (field.Presence is not null || field.Type is SwitchType) RequireBytes(_reader.EndOf(field.Name));
        _reader.ReadWidth(field);
        if (field.Derivation is not ConstantDerivation constant) return;

        // By its marks the layout was chosen.
        if (IsMark(_reader.StartOf(field.Name), _reader.EndOf(field.Name))) return;
        _writer.Space();
        _writer.Line(_code.Comment(field));
        _writer.Line($"if ({(field.Presence is null ? "" : HeadReader.Has(field) + " && ")}{Mismatch(field, constant, _reader.StartOf(field.Name))}) return {FrameStatus}.Malformed;");
    }

    private bool IsMark(Spot start, Spot end) => start.Base.Length == 0 && end.Base.Length == 0
        && Enumerable.Range(start.Offset, end.Offset - start.Offset).All(offset => _frame.Marks.Any(mark => mark.Offset == offset && mark.Mask == 0xFF));

    private string Mismatch(Field field, ConstantDerivation constant, Spot start) =>
        _code.Emitter(field).Mismatch(constant.Value, new(Input, start.ToString(), field.Type.FixedSize ?? 0), FieldCode.Names(field), "0").Condition;

    private void WriteTotal(LengthExtent length, List<Field> head)
    {
        var source = _frame.Field(length.Source.Field);
        var integer = FieldCode.Integer(source.Type)!;
        var read = _reader.Number(length.Source);
        _writer.Space();
        _writer.Line(_code.Comment(source));
        if (source.Type is VarintType || integer is { Size: 8, Signed: false })
        {
            _writer.Line($"if ({read} > int.MaxValue) return {FrameStatus}.TooLarge;");
            read = $"(long){read}";
        }

        var outside = FrameSizes.After(_frame, length).Sum(field => FrameSizes.FixedSize(field)!.Value);
        var start = RangeStart(length, head);
        var counted = WriteInverse(length, read);
        var least = FrameSizes.CountedBeside(_frame, length);
        if (least > 0 || integer.Signed || length.Steps.Count > 0) _writer.Line($"if ({counted} < {least}) return {FrameStatus}.Malformed;");
        if (integer.Size == 8) _writer.Line($"if ({counted} > maxFrameBytes) return {FrameStatus}.TooLarge;");
        _writer.Line($$"""
            var total = {{Sum(counted, start.Plus(outside))}};
            if (total > maxFrameBytes) return {{FrameStatus}}.TooLarge;
            var length = (int)total;
            if (length > {{Input}}.Length)
            {
                head = new {{FrameHead}}(length, 0, 0, 0);
                return {{FrameStatus}}.NeedMore;
            }
            """);
        _isWhole = true;
    }

    /// <summary>Where the counted range begins: before here, or a constant distance on.</summary>
    private Spot RangeStart(LengthExtent length, List<Field> head)
    {
        var position = _reader.Position;
        var first = head.FindIndex(field => field.Name == length.Range.First);
        var source = head.FindIndex(field => field.Name == length.Source.Field);
        if (first >= 0 && first <= source) return _reader.StartOf(length.Range.First);
        var between = head.Skip(source + 1).TakeWhile(field => field.Name != length.Range.First).ToList();
        return between.All(field => FrameSizes.FixedSize(field) is not null) ? position.Plus(between.Sum(field => FrameSizes.FixedSize(field)!.Value)) : position;
    }

    /// <summary>From the value to the bytes it counts.</summary>
    private string WriteInverse(LengthExtent length, string read)
    {
        var constant = 0L;
        var name = "announced";
        _writer.Line($"long announced = {read};");
        foreach (var step in length.Steps.Reverse())
        {
            switch (step.Operator)
            {
                case ArithmeticOperator.Add: constant -= step.Operand; break;
                case ArithmeticOperator.Subtract: constant += step.Operand; break;
                case ArithmeticOperator.Multiply:
                    Settle();
                    _writer.Line($"if ({name} % {step.Operand} != 0) return {FrameStatus}.Malformed;\nannounced = {name} / {step.Operand};");
                    break;
                default:
                    Settle();
                    _writer.Line($"announced = {name} * {step.Operand};");
                    break;
            }
        }

        Settle();
        return name;

        void Settle()
        {
            if (constant != 0) _writer.Line(constant > 0 ? $"announced += {constant};" : $"announced -= {-constant};");
            constant = 0;
        }
    }

    private static string Sum(string value, Spot spot) => (spot.Base, spot.Offset) switch
    {
        ("", 0) => value,
        ("", > 0) => $"{value} + {spot.Offset}",
        _ => $"{value} + {spot}",
    };

    /// <summary>The body is what is left between head and tail.</summary>
    private void WriteEnd()
    {
        var start = _reader.Position;
        if (start.Base.Length > 0 && _frame.Extent is not BodyExtent) _writer.Line($"if ({new Spot("length", -_tail)} < {start}) return {FrameStatus}.Malformed;");
        _reader.Place(_frame.Body.Name, start, new("length", -_tail));
        var position = new Spot("length", -_tail);
        foreach (var field in _frame.Tail)
        {
            var end = position.Plus(FrameSizes.FixedSize(field)!.Value);
            _reader.Place(field.Name, position, end);
            Judge(field);
            position = end;
        }
    }

    private void WriteHead(string key)
    {
        var start = _reader.StartOf(_frame.Body.Name);
        var overhead = new Spot("length", -_tail);
        var size = start.Base.Length == 0 ? overhead.Plus(-start.Offset).ToString() : $"{overhead.Plus(-start.Offset)} - {start.Base}";
        _writer.Line($"head = new {FrameHead}(length, {key}, {start}, {size});");
        _writer.Line($"return {FrameStatus}.Frame;");
    }
}
