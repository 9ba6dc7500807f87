using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Structures;

/// <summary>The names a field may use: fields before it in the same list; then, as parameters, whatever stands outside.</summary>
/// <param name="title">The structure, as a sentence ends with it.</param>
/// <param name="names">All fields of the structure, in wire order.</param>
/// <param name="isRoot">Whether nothing encloses the structure but the frame.</param>
/// <param name="scope">The schema.</param>
/// <param name="around">The names around a structure that is written in place; null for one that does not know where it will stand.</param>
internal sealed class NameScope(string title, IReadOnlyList<string> names, bool isRoot, BindingScope scope, NameScope? around = null)
{
    private readonly List<BoundField> _earlier = [];
    private readonly List<BoundParameter> _parameters = [];

    /// <summary>The structure, as a sentence ends with it.</summary>
    public string Title => title;

    /// <summary>All fields of the structure, in wire order.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>What the structure takes from outside.</summary>
    public IReadOnlyList<BoundParameter> Parameters => _parameters;

    /// <summary>The fields bound so far.</summary>
    public IReadOnlyList<BoundField> Earlier => _earlier;

    /// <summary>Whether something was already reported about a field this one depends on.</summary>
    public bool MetBrokenField { get; private set; }

    /// <summary>Takes a parameter that the structure has whether or not a field names it.</summary>
    public void Seed(BoundParameter parameter) => _parameters.Add(parameter);

    public void Add(BoundField field) => _earlier.Add(field);

    /// <summary>Finds what a path names; null, and a diagnostic, where it names nothing that can be a number.</summary>
    /// <param name="path">The path: <c>count</c>, <c>flags.will</c>, <c>header.version</c>.</param>
    /// <param name="user">Who uses it, as a sentence begins: <c>The size of field 'data'</c>.</param>
    public ResolvedValue? Resolve(TextSlice path, string user)
    {
        var segments = path.Text.Split('.');
        if (segments.Any(segment => segment.Length == 0 || !segment.All(c => char.IsLetterOrDigit(c) || c is '_' or '-')))
            return Refuse(Rules.UnknownField, path, $"{user} cannot be read: '{path.Text}' is no name of a field");

        if (_earlier.FirstOrDefault(field => field.Syntax.Key.Text == segments[0]) is { } own)
        {
            WarnOfShadow(segments[0], path, user);
            return OwnPath(own, segments, path, path.Text, user);
        }

        if (names.Contains(segments[0]))
            return Refuse(Rules.UnknownField, path, $"{user} names '{segments[0]}', which is not read yet; move '{segments[0]}' before it");

        return segments[0] switch
        {
            "header" when segments.Length > 1 => Outside(ParameterSource.Header, path, user),
            "profile" when segments.Length > 1 => Outside(ParameterSource.Profile, path, user),
            _ => isRoot ? OfHeader(path, user) : Outside(ParameterSource.Enclosing, path, user),
        };
    }

    /// <summary>Passes a parameter of a struct on: from a field of this structure, or from further outside.</summary>
    public ValueReference? Argument(BoundParameter parameter, TextSlice use, string user)
    {
        if (parameter.Parameter.Source != ParameterSource.Enclosing) return Parameter(parameter.Parameter, use.Span);

        var segments = parameter.Parameter.Name.Split('.');
        if (_earlier.FirstOrDefault(field => field.Syntax.Key.Text == segments[0]) is { } own)
            return OwnPath(own, segments, use, parameter.Parameter.Name, $"The type of {Wording.InSentence(user)} ({parameter.At.Place})")?.Reference;
        if (!isRoot && !names.Contains(segments[0])) return Parameter(parameter.Parameter, use.Span);
        if (isRoot && scope.HeaderNames.Contains(segments[0])) return Parameter(parameter.Parameter with { Source = ParameterSource.Header }, use.Span);

        Refuse(
            Rules.UnknownField,
            use,
            $"{user} needs a field '{parameter.Parameter.Name}' before it ({parameter.At.Place}), which {title} does not have" +
            NameSuggestion.DidYouMean(segments[0], _earlier.Select(field => field.Syntax.Key.Text)));
        return null;
    }

    private ResolvedValue? OfHeader(TextSlice path, string user)
    {
        var name = path.Text.Split('.')[0];
        if (scope.HeaderNames.Contains(name)) return Outside(ParameterSource.Header, path, user);

        var hint = NameSuggestion.DidYouMean(name, _earlier.Select(field => field.Syntax.Key.Text).Concat(scope.HeaderNames));
        return Refuse(Rules.UnknownField, path, $"{user} names '{name}', which {title} does not have before it{hint}");
    }

    private ResolvedValue? Outside(ParameterSource source, TextSlice path, string user)
    {
        var name = source == ParameterSource.Enclosing || !path.Text.StartsWith(source == ParameterSource.Header ? "header." : "profile.", StringComparison.Ordinal)
            ? path.Text
            : path.Text.Substring(path.Text.IndexOf('.') + 1);
        if (source == ParameterSource.Profile && !scope.ProfileNames.Contains(name))
        {
            return Refuse(
                Rules.UnknownField,
                path,
                $"{user} names the profile '{name}', which the schema does not have{NameSuggestion.DidYouMean(name, scope.ProfileNames)}");
        }

        if (Parameter(new(name, source), path.Span) is not { } reference) return null;
        var outer = source == ParameterSource.Enclosing ? around?.Peek(path.Text.Split('.')) : null;
        return new(reference, outer?.Type, outer?.Part);
    }

    /// <summary>A field of a list around this one that has the same name could have been meant; one of the header is named <c>header.x</c>.</summary>
    private void WarnOfShadow(string name, TextSlice path, string user)
    {
        for (var outer = around; outer is not null; outer = outer.Around)
        {
            if (outer.Earlier.FirstOrDefault(field => field.Syntax.Key.Text == name) is not { } hidden) continue;
            scope.Diagnostics.Report(
                Rules.ShadowedName,
                path.Span,
                $"{user} names '{name}' of {title}, which hides '{name}' of {outer.Title} at {hidden.Syntax.Key.Span.Place}; rename one of them");
            return;
        }
    }

    private NameScope? Around => around;

    /// <summary>What a path of an enclosing structure is, as far as it is known here: values are then read by its type. Reports nothing.</summary>
    private ResolvedValue? Peek(string[] segments)
    {
        if (_earlier.FirstOrDefault(field => field.Syntax.Key.Text == segments[0]) is not { } own) return around?.Peek(segments);

        var type = own.Field?.Type;
        for (var index = 1; index < segments.Length; index++)
        {
            if (type is BitsFieldType bits && index == segments.Length - 1 && scope.BitsOf(bits).Find(segments[index]) is { } part)
                return new(OwnValue.Of(segments[0]), null, part);
            type = type is StructType inner ? scope.Structures.OfType(inner.Structure)?.Find(segments[index])?.Field?.Type : null;
        }

        return type is null || !ValuePath.IsNumber(type) ? null : new(OwnValue.Of(segments[0]), type, null);
    }

    private OuterValue? Parameter(Parameter parameter, SourceSpan at)
    {
        var index = _parameters.FindIndex(known => known.Parameter == parameter);
        if (index >= 0) return new(index);
        if (_parameters.Count == Structure.MaxParameters)
        {
            scope.Diagnostics.Report(
                Rules.UnknownField,
                at,
                $"The {Wording.InSentence(title)} takes more than {Structure.MaxParameters} values from outside; '{parameter.Name}' is one too many");
            return null;
        }

        _parameters.Add(new(parameter, at));
        return new(_parameters.Count - 1);
    }

    private ResolvedValue? OwnPath(BoundField own, string[] segments, TextSlice path, string written, string user)
    {
        if (own.Field is not { } field)
        {
            MetBrokenField = true;
            return null;
        }

        if (ValuePath.Follow(segments, written, field, scope, out var refusal) is { } value) return value;
        return refusal is { } known ? Refuse(known.Rule, path, $"{user} {known.Problem}") : null;
    }

    private ResolvedValue? Refuse(DiagnosticRule rule, TextSlice at, string message)
    {
        scope.Diagnostics.Report(rule, at.Span, message);
        return null;
    }
}

/// <summary>What a path names.</summary>
/// <param name="Reference">As the model says it.</param>
/// <param name="Type">The type of the field; null for a part of a bits field, and for a value from outside.</param>
/// <param name="Part">The part of a bits field.</param>
internal sealed record ResolvedValue(ValueReference Reference, FieldType? Type, BitsPart? Part);
