using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Gives the fields of a frame their offsets, and finds out what the length counts beside the body.</summary>
internal static class FramePlacer
{
    public static Frame Place(IReadOnlyList<FramePart> parts, int maxSize, DiagnosticBag diagnostics)
    {
        var fields = new List<FrameField>();
        var body = parts.TakeWhile(part => part.Kind != FramePartKind.Body).Count();
        var offset = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            if (i == body + 1) offset = 0;
            fields.Add(PlaceOne(parts, i, i > body, offset, diagnostics));
            offset += parts[i].Size;
        }

        return new()
        {
            MaxSize = maxSize,
            Fields = fields.ToEquatableArray(),
            HeadSize = parts.Take(body).Sum(part => part.Size),
            TailSize = parts.Skip(body).Sum(part => part.Size),
        };
    }

    private static FrameField PlaceOne(IReadOnlyList<FramePart> parts, int index, bool isAfterBody, int offset, DiagnosticBag diagnostics)
    {
        var part = parts[index];
        var name = part.Name;
        switch (part.Kind)
        {
            case FramePartKind.Body: return new BodyField(name, offset);
            case FramePartKind.Id: return new IdField(name, offset, part.Type!, isAfterBody);
            case FramePartKind.Constant: return new ConstantField(name, offset, part.Type!, part.Value, isAfterBody);
            default:
                if (isAfterBody)
                {
                    diagnostics.Report(
                        Rules.FrameShape,
                        part.Syntax.Key.Span,
                        $"The length '{name}' stands after the body, whose end nobody could find; move it before 'body'");
                }

                return new LengthField(name, offset, part.Type!, CountBesideBody(parts, part.Range!, diagnostics));
        }
    }

    /// <summary>The bytes a length counts beside the body.</summary>
    private static int CountBesideBody(IReadOnlyList<FramePart> parts, FrameExpression range, DiagnosticBag diagnostics)
    {
        var (first, last) = (Find(range.First), Find(range.Last));
        if (first < 0 || last < 0) return 0;

        var covered = parts.Skip(first).Take(last - first + 1).ToArray();
        if (covered.All(part => part.Kind != FramePartKind.Body))
        {
            var (head, tail) = (range.First.Span, range.Last.Span);
            var span = head with { EndColumn = tail.EndColumn, Length = tail.Start + tail.Length - head.Start };
            diagnostics.Report(
                Rules.LengthRange,
                span,
                $"The range '{range.First.Text}..{range.Last.Text}' does not contain 'body'; a length counts the body, from an earlier " +
                "field to a later one");
        }

        return covered.Sum(part => part.Size) + range.Offset;

        int Find(TextSlice name)
        {
            for (var i = 0; i < parts.Count; i++)
                if (parts[i].Name == name.Text) return i;

            var hint = NameSuggestion.DidYouMean(name.Text, parts.Select(part => part.Name));
            diagnostics.Report(Rules.LengthRange, name.Span, $"The frame has no field '{name.Text}'{hint}");
            return -1;
        }
    }
}
