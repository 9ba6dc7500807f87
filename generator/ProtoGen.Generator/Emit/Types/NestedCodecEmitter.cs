using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Prints nested codecs: the same reads and writes as a field's, in methods of their own.</summary>
internal static class NestedCodecEmitter
{
    public static void Write(SourceWriter writer, NestedCodecs codecs, int limit)
    {
        for (var index = 0; index < codecs.All.Count; index++)
        {
            var codec = codecs.All[index];
            writer.Space();
            writer.Line($"/// <summary>How {(codec is NestedSwitch ? "a case" : "an element")} of <c>{codec.Names.Field}</c> is read and written.</summary>");
            writer.Line(Hidden);
            using var type = writer.Open($"public readonly struct {codec.Name} : {IWireCodec}<{codec.ValueType}, {codec.ViewType}>");
            writer.Line($"static int {Interface(codec)}.MinSize => {codec.MinSize};");
            writer.Space();
            writer.Line($"static int {Interface(codec)}.PlainSize => 0;");
            if (codec is NestedCodec { Type.IsNullable: true })
            {
                writer.Space();
                writer.Line($"static bool {Interface(codec)}.AllowsNull => true;");
            }

            Read(writer, codec, "TryTake", codec.ViewType, "view");
            Read(writer, codec, "TryRead", codec.ValueType, "value");
            Measure(writer, codec, limit);
            Encode(writer, codec, limit);
            if (codec is NestedSwitch choice) SizeInCase(writer, choice);
        }
    }

    private static string Interface(Nested codec) => $"{IWireCodec}<{codec.ValueType}, {codec.ViewType}>";

    private static void Read(SourceWriter writer, Nested codec, string method, string type, string result)
    {
        var scoped = result == "view" ? "scoped " : "";
        writer.Space();
        using var block = writer.Open($"static bool {Interface(codec)}.{method}({Bytes} body, {scoped}in {WireOuter} outer, {scoped}ref int position, out {type} {result}, out {DecodeError} error)");
        writer.Line($"{result} = default!;");
        if (codec is NestedSwitch choice)
        {
            ReadCases(writer, choice, result);
            return;
        }

        var scope = new ReadScope(writer, "body", codec.Value, "outer.Depth");
        ReadOne(scope, ((NestedCodec)codec).Type, codec, result, "found");
        writer.Line("error = default;");
        writer.Line("return true;");
    }

    private static void ReadCases(SourceWriter writer, NestedSwitch codec, string result)
    {
        using var cases = writer.Open("switch (outer[0])");
        foreach (var known in codec.Cases)
        {
            using var block = writer.Open(SwitchEmitters.Labels(known.Case));
            var scope = new ReadScope(writer, "body", codec.Value, "outer.Depth");
            if (codec.AsNumber)
            {
                known.Emitter!.Take(scope, codec.Names, "found", declare: true);
                writer.Line($"{result} = {known.Emitter.Number(known.Emitter.View(scope, "found"))};");
            }
            else if (result == "view" && !codec.HasOneView)
            {
                writer.Line("var start = position;");
                known.Emitter!.Take(scope, codec.Names, "found", declare: true);
                writer.Line("view = body.Slice(start, position - start);");
            }
            else
            {
                ReadOne(scope, known.Emitter!, codec, result, "found");
            }

            writer.Line("error = default;");
            writer.Line("return true;");
        }

        if (codec.Switch.Else is not null) return;
        writer.Line("default:");
        using (writer.Indent())
        {
            writer.Line($"return {DecodeError}.UnknownTag({codec.Names.Path}, position, outer[0], out error);");
        }
    }

    private static void ReadOne(ReadScope scope, TypeEmitter type, Nested codec, string result, string state)
    {
        type.Take(scope, codec.Names, state, declare: true);
        var expression = result == "view" ? type.View(scope, state) : type.Copy(scope, codec.Names, state, "copy");
        scope.Writer.Line($"{result} = {expression};");
    }

    private static void Measure(SourceWriter writer, Nested codec, int limit)
    {
        writer.Space();
        using var block = writer.Open($"static long {Interface(codec)}.Measure(in {codec.ValueType} value, in {WireOuter} outer, long position)");
        var scope = new WriteScope(writer, limit, codec.Value, "outer.Depth");
        if (codec is NestedCodec single) SizeChecks.Measure(scope, single.Model, single.Type, codec.Names, "value");
        else WriteCases(writer, (NestedSwitch)codec, measured: true, (known, value) => SizeChecks.Measure(scope, known.Case.Type!, known.Emitter!, codec.Names, value));
        writer.Line("return position;");
    }

    private static void Encode(SourceWriter writer, Nested codec, int limit)
    {
        writer.Space();
        using var block = writer.Open($"static int {Interface(codec)}.Encode(in {codec.ValueType} value, in {WireOuter} outer, {Destination} body, int position)");
        var scope = new WriteScope(writer, limit, codec.Value, "outer.Depth");
        if (codec is NestedCodec single) single.Type.Encode(scope, codec.Names, "value");
        else WriteCases(writer, (NestedSwitch)codec, measured: false, (known, value) => known.Emitter!.Encode(scope, codec.Names, value));
        writer.Line("return position;");
    }

    private static void SizeInCase(SourceWriter writer, NestedSwitch codec) => CaseSizeEmitter.Write(
        writer, codec.Switch, codec.ValueType, "outer[0]", codec.Value, codec.Cases.Where(known => known.Emitter is not null).Select(known =>
            new CaseCode(SwitchEmitters.Labels(known.Case), known.Case.Type!, known.Emitter!, codec.Names, "value")));

    private static void WriteCases(SourceWriter writer, NestedSwitch codec, bool measured, Action<NestedCase, string> write)
    {
        using var cases = writer.Open("switch (outer[0])");
        foreach (var known in codec.Cases)
        {
            using var block = writer.Open(SwitchEmitters.Labels(known.Case));
            if (codec.AsNumber && measured)
                writer.Line($"{EncodeChecks}.Value(value, {known.Emitter!.NumberRange.Min}, {known.Emitter.NumberRange.Max}, {codec.Names.Arguments});");
            write(known, codec.AsNumber ? known.Emitter!.FromNumber("value") : "value");
            writer.Line("break;");
        }

        if (codec.Switch.Else is not null) return;
        writer.Line("default:");
        using (writer.Indent())
        {
            writer.Line($"{EncodeChecks}.ThrowTag(outer[0], {codec.Names.Arguments});");
            writer.Line("break;");
        }
    }
}
