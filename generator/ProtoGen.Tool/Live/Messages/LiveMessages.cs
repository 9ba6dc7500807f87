using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live.Emitted;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Values.Typed;

namespace ProtoGen.Tool.Live.Messages;

/// <summary>Values by name ↔ the emitted records, over the bytes: the walk knows values, emitted codecs know records, and both know bodies.</summary>
internal sealed class LiveMessages
{
    private readonly Protocol _protocol;
    private readonly ILiveGlue _glue;
    private readonly WalkContext _context;
    private readonly Dictionary<Type, Message> _byRecord;
    private readonly HeaderValues _headers;

    public LiveMessages(Protocol protocol, ILiveGlue glue)
    {
        (_protocol, _glue, _context, _headers) = (protocol, glue, WalkContext.Of(protocol), new(protocol));
        _byRecord = protocol.Messages.ToDictionary(message => glue.Codecs[message.Name].Record);
    }

    /// <summary>The emitted record of a message, and the header of its frame where any value of it was given.</summary>
    /// <exception cref="UsageException">A value is missing or cannot be written; says which.</exception>
    public (object Record, object? Header) ToRecord(LiveMessage given, Direction side, object? profile)
    {
        var (message, codec) = (given.Message, _glue.Codecs[given.Message.Name]);
        List<VectorValue> header = given.Header.Count > 0 || message.Body.Parameters.Any(parameter => parameter.Source == ParameterSource.Header)
            ? _headers.Complete(message, side, given.Header) : [];
        var values = given.Values.Where(value => !message.CatchesUnknown || value.Field != LiveMessage.IdName).ToList();
        var ids = UnknownIds.Of(given);
        try
        {
            var outer = message.Body.Parameters.Select(parameter => Outer(parameter, header, profile)).ToEquatableArray();
            outer = BodyLengths.Complete(message, values, _context with { Outer = outer, Extra = message.Extra }, header);
            var context = _context with { Outer = outer, Extra = message.Extra };
            var body = BodyWriter.Write(message.Body, values, context);
            var key = UnknownIds.Key(_protocol, message, ids, side);
            var record = codec.Decode(body, key, [.. outer]);
            return (record, given.Header.Count == 0 ? null : _headers.ToRecord(codec, message, side, header, ids, body, key, context));
        }
        catch (ArgumentException exception) when (exception is not ArgumentNullException)
        {
            throw new UsageException($"{message.SchemaName}: {exception.Message}{Hint(message, exception.Message)}");
        }
    }

    /// <summary>The values of an emitted record; null, where it cannot be told from outside what form it had.</summary>
    public LiveMessage? ToValues(object record, object? header, object? profile)
    {
        var message = _byRecord[record.GetType()];
        try
        {
            var body = _glue.Codecs[message.Name].Encode(record, header, Facts(profile), message.From == Direction.Server);
            var outer = Enumerable.Range(0, message.Body.Parameters.Count).Select(index => body.Outer[index]).ToEquatableArray();
            if (!BodyReader.TryRead(message.Body, body.Bytes, _context with { Outer = outer, Extra = message.Extra }, out var values, out _)) return null;
            var ids = UnknownIds.Shown(_protocol, message, body.Key);
            return new(message, [.. ids, .. values], header is null ? [] : HeaderValues.Of(_protocol, header));
        }
        catch (EncodeException)
        {
            // A reply whose form the header of its frame decided, which calls do not tell.
            return null;
        }
    }

    /// <summary>The message that a record is.</summary>
    public Message MessageOf(object record) => _byRecord[record.GetType()];

    /// <summary>The fault that a request got, as its message, where callers have one type for the faults of all requests.</summary>
    public object FaultOf(Message request, object fault)
    {
        if (_byRecord.ContainsKey(fault.GetType())) return fault;
        var message = _glue.Codecs[request.Fault!].Record;
        return message.GetMethod("op_Implicit", [fault.GetType()])!.Invoke(null, [fault])!;
    }

    private long Outer(Parameter parameter, IReadOnlyList<VectorValue> header, object? profile) => parameter.Source switch
    {
        ParameterSource.Profile => Facts(profile)[_protocol.Profiles.TakeWhile(fact => fact.Name != parameter.Name).Count()],
        _ => (long)FrameFields.Number(header, new(parameter.Name.Split('.').ToEquatableArray())).Bits,
    };

    private long[] Facts(object? profile) => [.. _protocol.Profiles.Select(fact => profile is null
        ? (long)FrameFields.Number(fact.Default).Bits
        : HeaderValues.Number(profile.GetType().GetProperty(fact.Property)!.GetValue(profile)!))];

    private static string Hint(Message message, string problem)
    {
        if (!problem.EndsWith("has no value", StringComparison.Ordinal)) return "";
        return $". Write {message.SchemaName} {string.Join(' ', RequiredFields.Of(message).Select(field => field.Name + "=…"))}";
    }
}
