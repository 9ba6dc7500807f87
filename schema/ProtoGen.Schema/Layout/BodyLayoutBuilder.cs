using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>Gathers neighbouring fields of fixed size into runs.</summary>
internal static class BodyLayoutBuilder
{
    public static BodyLayout Build(IReadOnlyList<Field> fields, int largestBody)
    {
        var parts = new List<BodyPart>();
        var run = new List<PlacedField>();
        var offset = 0;
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Type.FixedSize is { } size)
            {
                run.Add(new(fields[i], offset, size));
                offset += size;
                continue;
            }

            CloseRun();
            var isRest = fields[i].Type.SizeRule() is RestSize;
            var following = fields.Skip(i + 1).Sum(field => field.Type.FixedSize ?? 0L);
            parts.Add(new VariablePart { Field = fields[i], Reserved = isRest ? (int)following : 0 });
        }

        CloseRun();
        return new()
        {
            Parts = parts.ToEquatableArray(),
            MinSize = (int)fields.Sum(field => BodySizes.Min(field.Type)),
            MaxSize = (int)Math.Min(largestBody, fields.Sum(field => BodySizes.Max(field.Type))),
        };

        void CloseRun()
        {
            if (run.Count > 0) parts.Add(new FixedRun { Places = run.ToEquatableArray(), Size = offset });
            run.Clear();
            offset = 0;
        }
    }
}
