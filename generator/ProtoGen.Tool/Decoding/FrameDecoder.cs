using ProtoGen.Schema.Checks;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Decoding;

/// <summary>
/// Reads one frame as strictly as a peer would. What is wrong is read once more without judging values, so that the rest can be seen.
/// </summary>
internal sealed class FrameDecoder(Protocol protocol)
{
    private readonly WalkContext _context = WalkContext.Of(protocol);

    /// <summary>Reads the bytes of one frame.</summary>
    /// <param name="framing">How they were cut.</param>
    /// <param name="state">The state in which they are read; null where there are none.</param>
    /// <param name="from">The side that sent them.</param>
    /// <param name="wire">The bytes.</param>
    /// <param name="offset">Bytes of that side before them.</param>
    /// <param name="preferred">The messages that are waited for, where several look alike.</param>
    public DecodedFrame Decode(Schema.Model.Framing framing, ProtocolState? state, Direction from, byte[] wire, long offset, Func<FrameReading, IReadOnlyCollection<string>>? preferred = null)
    {
        var problems = new List<FrameProblem>();
        var trace = new WalkTrace();
        if (!FrameReader.TryRead(framing, wire, _context with { Trace = trace }, ExtraOf, out var reading, out var failure))
        {
            problems.Add(ProblemOf(failure!, framing, wire));
            trace = new();
            FrameReader.TryRead(framing, wire, _context with { Trace = trace, Judges = false }, ExtraOf, out reading, out _);
            problems[0] = Explain(problems[0], trace, failure!.Path);
        }

        var places = new WirePlaces(framing, wire);
        var frame = new DecodedFrame { From = from, Offset = offset, Wire = wire, Problems = problems, Fields = Fields.OfFrame(trace, places, reading?.Frame) };
        if (reading is null) return frame;
        frame = frame with { Layout = reading.Frame.Structure, Header = [.. reading.Values], Variant = reading.Frame.SchemaName is { Length: > 0 } name ? name : null };
        return ReadBody(frame, framing, state, reading, places, preferred?.Invoke(reading) ?? []);

        EquatableArray<byte> ExtraOf(FrameReading found) => Candidates(state, from, found).FirstOrDefault()?.Extra ?? default;
    }

    private DecodedFrame ReadBody(DecodedFrame frame, Schema.Model.Framing framing, ProtocolState? state, FrameReading reading, WirePlaces places, IReadOnlyCollection<string> preferred)
    {
        var candidates = Candidates(state, frame.From, reading).OrderByDescending(message => preferred.Contains(message.Name)).ToList();
        if (candidates.Count == 0)
        {
            var side = frame.From == Direction.Client ? "client" : "server";
            var place = reading.Frame.Ids.Count > 0 ? frame.Fields.FirstOrDefault(field => field.Path == reading.Frame.Ids[0].Field) : null;
            return frame with { Problems = [.. frame.Problems, new(place?.Path ?? "", place?.Offset ?? 0, $"is {List(reading.Ids)}, an id that no message of the {side} has", null, List(reading.Ids))] };
        }

        var attempts = candidates.Select(message => Attempt(message, framing, reading)).ToList();
        var best = attempts.Find(attempt => attempt.Reading.Failure is null) ?? attempts[0];
        var others = attempts.Where(attempt => attempt != best && attempt.Reading.Failure is null).Select(attempt => attempt.Message.SchemaName);
        frame = frame with { Message = best.Message, Alternatives = [.. others] };
        if (CodeOf(best, framing, reading) is { } code) return frame with { Notes = [.. frame.Notes, code] };

        var (trace, read) = (best.Trace, best.Reading);
        if (read.Failure is { } failure)
        {
            var at = places.Wire(reading.BodyOffset + failure.Offset);
            trace = new();
            read = MessageReader.Read(protocol, best.Message, framing, reading, _context with { Trace = trace, Judges = false });
            frame = frame with { Problems = [.. frame.Problems, Explain(new(failure.Path, at, failure.Problem, failure.Expected, failure.Found), trace, failure.Path)] };
        }

        return frame with { Values = [.. read.Values], Fields = Fields.WithBody(frame.Fields, reading, trace, places) };
    }

    private BodyAttempt Attempt(Message message, Schema.Model.Framing framing, FrameReading reading)
    {
        var trace = new WalkTrace();
        return new(message, trace, MessageReader.Read(protocol, message, framing, reading, _context with { Trace = trace }));
    }

    /// <summary>Why the body can be shown as bytes only; null where it can be read.</summary>
    private string? CodeOf(BodyAttempt attempt, Schema.Model.Framing framing, FrameReading reading)
    {
        if (attempt.Reading.NeedsCode is { } transform) return $"The body is shown as bytes: '{transform}' transforms it.";
        if (OpenCodecs.AreIn(attempt.Message, protocol, WalkExtensions.None)) return "The body is shown as bytes: only a codec of it knows where its value ends.";
        return attempt.Reading.Failure is not null && framing.Reassembly is { } parts && FrameChanges.Applies(parts, reading, protocol)
            ? $"The body is shown as bytes: it may be a part that '{parts.Type}' joins with others."
            : null;
    }

    private List<Message> Candidates(ProtocolState? state, Direction from, FrameReading reading)
    {
        var all = protocol.Messages.Where(message => (message.From & from) != 0 && message.State == state?.Name && reading.Matches(message)).ToList();
        return all.Exists(message => !message.CatchesUnknown) ? all.FindAll(message => !message.CatchesUnknown) : all;
    }

    private static FrameProblem ProblemOf(BodyFailure failure, Schema.Model.Framing framing, byte[] wire)
    {
        var around = framing.Variants.Select(known => known.Structure.SchemaName + ".").FirstOrDefault(name => failure.Path.StartsWith(name, StringComparison.Ordinal)) ?? "";
        var offset = failure.Path.Length == 0 ? failure.Offset : new WirePlaces(framing, wire).Wire(failure.Offset);
        return new(failure.Path[around.Length..], offset, failure.Problem, failure.Expected, failure.Found);
    }

    /// <summary>Adds what had to stand there, where that was computed.</summary>
    private static FrameProblem Explain(FrameProblem problem, WalkTrace trace, string path) =>
        trace.Judgements.FirstOrDefault(judgement => !judgement.Holds && judgement.IsBinding && (judgement.Path == path || judgement.Path.StartsWith(path + ".", StringComparison.Ordinal))) is { } wrong
            ? problem with { Expected = wrong.Expected, Found = wrong.Found }
            : problem;

    private static string List(IReadOnlyList<WireInteger> ids) => ids.Count == 1 ? ids[0].ToString() : $"[{string.Join(", ", ids)}]";

    private sealed record BodyAttempt(Message Message, WalkTrace Trace, MessageReading Reading);
}
