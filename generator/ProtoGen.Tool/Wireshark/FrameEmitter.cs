using ProtoGen.Schema.Checks;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Layout.Walk;

using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wireshark;

/// <summary>How frames are found and read, and which message each holds.</summary>
internal sealed class FrameEmitter(Protocol protocol, DissectorFields fields, DissectorLimits limits, LuaSource source, StructureEmitter structures)
{
    private readonly Values _values = new(protocol);
    private readonly List<Schema.Model.Framing> _framings = [];

    /// <summary>The states of a conversation, each with a framing for either side.</summary>
    public void EmitStates()
    {
        var states = protocol.States.Count > 0
            ? protocol.States.Select(state => (state.FromClient, state.FromServer, Name: (string?)state.Name, state.Next)).ToList()
            : [(protocol.Framing, protocol.ServerFraming ?? protocol.Framing, null, default)];
        foreach (var framing in states.SelectMany(state => new[] { state.Item1, state.Item2 }).Where(framing => !_framings.Contains(framing)))
        {
            _framings.Add(framing);
            EmitFraming(framing);
        }

        foreach (var (state, index) in states.Select((state, index) => (state, index)))
        {
            var next = state.Next.Select(change => $"[{LuaSource.Quote(protocol.Messages.First(message => message.Name == change.Message).SchemaName)}] = {states.FindIndex(known => known.Name == change.State) + 1}");
            source.Open($"states[{index + 1}] = {{");
            EmitSide("client", state.Item1, state.Name, Direction.Client);
            EmitSide("server", state.Item2, state.Name, Direction.Server);
            source.Line($"next = {{ {string.Join(", ", next)} }},");
            source.Close("}");
        }
    }

    private void EmitSide(string key, Schema.Model.Framing framing, string? state, Direction side)
    {
        source.Open($"{key} = {{ framing = framings[{_framings.IndexOf(framing) + 1}], choose = function(v, variant)");
        foreach (var frame in framing.Variants)
        {
            source.Open($"if variant == {LuaSource.Quote(frame.SchemaName)} then");
            foreach (var message in protocol.Messages.Where(message => (message.From & side) != 0 && message.State == state && (message.Variant is null || message.Variant == frame.Variant)).OrderBy(message => message.CatchesUnknown))
                source.Line($"if {Condition(message, frame)} then return M[{LuaSource.Quote(message.Name)}] end");
            source.Close();
        }

        source.Close("end },");
    }

    private string Condition(Message message, Frame frame)
    {
        var ids = frame.Ids.Select(path => _values.Of(path, frame.Structure)).ToList();
        var header = message.Header.Select(value => $"{_values.Of(new OwnValue(value.Field.Split('.').ToEquatableArray()), frame.Structure)} == {FrameFields.Number(value.Value)}");
        var own = message.CatchesUnknown
            ? message.KnownIds.Where(known => known.Count == ids.Count && known.Count > 0).Select(known => $"not ({Same(ids, known)})")
            : ids.Count == 0 ? [] : [Same(ids, message.Ids)];
        var all = own.Concat(header).ToList();
        return all.Count == 0 ? "true" : string.Join(" and ", all);
    }

    // A part of an id that a message leaves out is not in its frame, and counts as 0.
    private static string Same(List<string> found, EquatableArray<WireInteger> wanted) => string.Join(" and ", found.Select((id, index) => $"{id} == {(index < wanted.Count ? wanted[index] : default)}"));

    private void EmitFraming(Schema.Model.Framing framing)
    {
        source.Line();
        source.Open($"framings[{_framings.Count}] = {{");
        if (framing.Framer is { } framer)
        {
            limits.Bytes($"all that is received: only {framer} finds frames in it");
            source.Line($"code = {LuaSource.Quote($"only {framer} finds frames in it")},");
        }

        if (framing.Reassembly is { } parts) limits.Add($"bodies that come in parts are not joined: {parts.Type} does that");
        if (framing.Escape is { } escape) source.Line($"escape = {{ flag = {escape.Flag}, escape = {escape.Escape}, codes = {{ {string.Join(", ", escape.Codes.Select(code => $"[{code.Code}] = {code.Original}"))} }} }},");
        if (framing.Pad is { } pad) source.Line($"pad = {pad.Value},");
        if (framing is { Resync: Resync.Magic } or { Escape: not null }) source.Line($"begins = function(tvb, at) return {Begins(framing)} end,");
        if (framing.Transform is { } change) EmitChange(change, framing.Variants[0]);
        source.Open("variants = {");
        foreach (var frame in framing.Variants) EmitVariant(frame);
        source.Close("},");
        source.Close("}");
    }

    private static string Begins(Schema.Model.Framing framing)
    {
        if (framing.Escape is { Flag: var flag }) return $"tvb:range(at, 1):uint() == {flag}";
        var marks = framing.Variants.Select(frame => frame.Fields.First()).Where(field => field.Constant is not null)
            .Select(field => ValueBytes.Write(field.Constant!, field.Type is BitsFieldType bits ? bits.Underlying : field.Type));
        return string.Join(" or ", marks.Select(mark => $"(at + {mark.Length} <= tvb:len() and tvb:range(at, {mark.Length}):bytes():tohex() == \"{Convert.ToHexString(mark)}\")").DefaultIfEmpty("false"));
    }

    private void EmitChange(BodyChange change, Frame frame)
    {
        limits.Bytes($"bodies that {change.Type} transforms");
        var terms = change.Condition?.Terms.Select(term => Values.Term(term, term.Value is OuterValue outer
            ? FrameFields.Number(protocol.Profiles.First(fact => fact.Name == change.Facts[outer.Index]).Default).ToString()
            : _values.Of(term.Value, frame.Structure)));
        source.Line($"changed = function(v) return {(terms is null ? "true" : string.Join(" and ", terms))} and {LuaSource.Quote($"{change.Type} transforms it")} end,");
    }

    private void EmitVariant(Frame frame)
    {
        var isOpen = frame.Extent is BodyExtent;
        source.Open("{");
        source.Line($"name = {LuaSource.Quote(frame.SchemaName)}, min = {frame.MinHeadSize + frame.TailSize}, max = {frame.MaxSize}, isOpen = {LuaSource.Bool(isOpen)},");
        source.Line($"marks = {{ {string.Join(", ", frame.Marks.Select(mark => $"{{ {mark.Offset}, {mark.Mask}, {mark.Value} }}"))} }},");
        source.Open("read = function(r, context)");
        EmitFields(frame, isOpen);
        source.Close("end,");
        source.Open("cut = function(r, context)");
        if (frame.Extent is LengthExtent length) EmitLength(frame, length);
        else source.Line($"return context.variant.read(r, context)");
        source.Close("end,");
        source.Close("},");
    }

    private void EmitFields(Frame frame, bool isOpen)
    {
        source.Line("local v, p, shown, o, first = {}, {}, {}, {}, r.at");
        foreach (var field in frame.Head) EmitHeaderField(field, frame);
        var name = LuaSource.Quote(frame.Body.Name);
        source.Line($"p[{name}] = {{ r.at, r.at }}");
        source.Line("r.name = nil");
        if (!isOpen && frame.TailSize > 0) source.Line($"r.stop = r.stop - {frame.TailSize}");
        source.Line("bodyOf(r, context, v)");
        if (!isOpen && frame.TailSize > 0) source.Line($"r.stop = r.stop + {frame.TailSize}");
        source.Line($"p[{name}][2] = r.at");
        foreach (var field in frame.Tail) EmitHeaderField(field, frame);
        source.Line("r.name, r.extra = nil, context.message and context.message.extra");
        structures.EmitVerification(frame.Structure, "");
        source.Line("return r.at - first");
    }

    private void EmitHeaderField(Field field, Frame frame) => structures.EmitField(field, frame.Structure, "", 0, shows: true);

    /// <summary>Reads what says how long the frame is, and where the bytes begin that it counts.</summary>
    private void EmitLength(Frame frame, LengthExtent length)
    {
        source.Line("local v, p, shown, o, counted = {}, {}, {}, {}, nil");
        var (isLengthRead, isBeginKnown) = (false, false);
        foreach (var field in frame.Head.Append(frame.Body))
        {
            if (field.Name == length.Range.First)
            {
                source.Line("counted = r.at - r.origin");
                isBeginKnown = true;
            }

            if (isLengthRead && isBeginKnown) break;
            structures.EmitField(field with { Derivation = null, Meaning = null }, frame.Structure, "", 0, shows: false);
            isLengthRead |= field.Name == length.Source.Field;
            if (isLengthRead && isBeginKnown) break;
        }

        var after = FrameSizes.After(frame, length).Sum(field => FrameSizes.FixedSize(field) ?? 0);
        source.Line($"return counted + {Values.Invert(length.Steps, _values.Of(length.Source, frame.Structure))} + {after}");
    }

    /// <summary>The messages, and what each takes from the frame.</summary>
    public void EmitMessage(Message message, string path)
    {
        var frame = protocol.FramingsOf(message).SelectMany(framing => framing.Variants).First(known => message.Variant is null || message.Variant == known.Variant);
        var outer = message.Body.Parameters.Select(parameter => parameter.Source == ParameterSource.Header
            ? _values.Of(new OwnValue(parameter.Name.Split('.').ToEquatableArray()), frame.Structure)
            : FrameFields.Number(protocol.Profiles.First(fact => fact.Name == parameter.Name).Default).ToString());
        var code = message.Transform is { } transform ? $"{transform} transforms it" : OpenCodecs.AreIn(message, protocol, WalkExtensions.None) && protocol.FramingsOf(message).All(framing => framing.Framer is null) ? "only a codec of it knows where its value ends" : null;
        if (code is not null) limits.Bytes($"{message.SchemaName}: {code}");
        source.Open($"M[{LuaSource.Quote(message.Name)}] = {{");
        source.Line($"name = {LuaSource.Quote(message.SchemaName)}, field = {fields.Plain(path, message.SchemaName, "none")}, read = S[{LuaSource.Quote(message.Body.Name)}],");
        source.Line($"trailing = \"{message.Body.Trailing.ToString().ToLowerInvariant()}\", min = {message.Layout.MinSize}, extra = \"{Convert.ToHexString([.. message.Extra])}\",");
        if (code is not null) source.Line($"code = {LuaSource.Quote(code)},");
        if (message.From == Direction.Both) source.Line("isFromBoth = true,");
        source.Line($"outer = function(v) return {{ {string.Join(", ", outer)} }} end,");
        source.Close("}");
    }
}
