using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Decoding;

/// <summary>From what a walk took down to the fields of a frame.</summary>
internal static class Fields
{
    /// <summary>The fields of a layout, the body as bytes.</summary>
    public static IReadOnlyList<DecodedField> OfFrame(WalkTrace trace, WirePlaces places, Frame? frame)
    {
        // What the walk puts before each path is the layout's own name, which says nothing.
        var around = frame?.Structure.SchemaName is { Length: > 0 } name ? name.Length + 1 : 0;
        return [.. Of(trace, 0, places, path => path[Math.Min(around, path.Length)..])];
    }

    /// <summary>The fields of a layout with those of the message in the place of the body.</summary>
    public static IReadOnlyList<DecodedField> WithBody(IReadOnlyList<DecodedField> frame, FrameReading reading, WalkTrace trace, WirePlaces places)
    {
        var body = frame.TakeWhile(field => field.Path != reading.Frame.Body.Name).Count();
        // Last bytes that stayed away were read as if they were there.
        var end = places.Wire(reading.BodyOffset + reading.Body.Length);
        var inside = Of(trace, reading.BodyOffset, places, path => path)
            .Select(field => field.Offset + field.Length <= end ? field : field with { Offset = Math.Min(field.Offset, end), Length = Math.Max(0, end - field.Offset) });
        return [.. frame.Take(body), .. inside, .. frame.Skip(body + 1)];
    }

    private static IEnumerable<DecodedField> Of(WalkTrace trace, int start, WirePlaces places, Func<string, string> name)
    {
        var judgements = trace.Judgements.ToLookup(judgement => judgement.Offset);
        foreach (var value in trace.All)
        {
            var (begin, end) = (places.Wire(start + value.Offset), places.Wire(start + value.Offset + value.Length));
            yield return new(name(value.Path), value.Depth, begin, Math.Max(0, end - begin))
            {
                Field = value.Field,
                Type = value.Type,
                // Which case it is, the type says.
                Raw = value is { Raw: CaseValue held, Type: not SwitchType } ? held.Value ?? new AbsentValue() : value.Raw,
                IsWhole = value.IsWhole,
                IsNull = value.Value is AbsentValue && value.IsWhole,
                Judgements = [.. judgements[value.Offset].Where(judgement => judgement.Path == value.Path || judgement.Path.StartsWith(value.Path + ".", StringComparison.Ordinal)).Where(_ => value.Type is not StructType).Select(judgement => judgement with { Path = name(judgement.Path) })],
            };
        }
    }
}
