using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Values.Typed;

/// <summary>What a switch holds: the case that the tag before it says, the one that is named, <c>{ Text: hello }</c>, or the only one that fits.</summary>
internal sealed class TypedCase(TypedValues values)
{
    /// <exception cref="UsageException">No case fits, or several do and nothing says which.</exception>
    public FieldValue Read(SwitchType choice, YamlNode node, string path, TypedScope? scope)
    {
        var named = Named(choice, node);
        if (scope?.NumberOf(choice.Tag) is { } tag && choice.Of(tag) is { } said) return Said(choice, said, named, node, path, scope);
        return named is { } known ? Held(choice, known.Case, known.Value, path, scope) : Fitting(choice, node, path, scope);
    }

    private FieldValue Said(SwitchType choice, SwitchCase said, (SwitchCase Case, YamlNode Value)? named, YamlNode node, string path, TypedScope scope)
    {
        if (named is not { } known) return Held(choice, said, node, path, scope);
        // The struct of a case may have one field that is called like a case.
        if (Try(choice, said, node, path, scope) is { } whole) return whole;
        if (known.Case != said) throw TypedValues.Refuse(path, $"is {said.SchemaName}, as the value before it says, and not {known.Case.SchemaName}");
        return Held(choice, said, known.Value, path, scope);
    }

    private static (SwitchCase Case, YamlNode Value)? Named(SwitchType choice, YamlNode node)
    {
        if (node is not YamlMapping { Entries: [{ Key.Text: var name, Value: var value }] }) return null;
        var known = choice.AllCases.FirstOrDefault(known => known.SchemaName == name) ?? choice.AllCases.FirstOrDefault(known => known.Name == name);
        return known is null ? null : (known, value);
    }

    private FieldValue Fitting(SwitchType choice, YamlNode node, string path, TypedScope? scope)
    {
        if (TypedValues.IsNothing(null, node) && choice.AllCases.Where(known => known.Type is null).ToList() is [var empty]) return Held(choice, empty, node, path, scope);
        var fitting = choice.AllCases.Select(known => Try(choice, known, node, path, scope)).OfType<FieldValue>().Distinct().ToList();
        return fitting.Count == 1 ? fitting[0] : throw TypedValues.Refuse(path, $"is one of several; say which: {string.Join(", ", choice.AllCases.Select(known => $"{path}={{ {known.SchemaName}: … }}"))}");
    }

    private FieldValue? Try(SwitchType choice, SwitchCase known, YamlNode node, string path, TypedScope? scope)
    {
        try
        {
            return Held(choice, known, node, path, scope);
        }
        catch (UsageException)
        {
            return null;
        }
    }

    private FieldValue Held(SwitchType choice, SwitchCase known, YamlNode node, string path, TypedScope? scope)
    {
        var isNothing = TypedValues.IsNothing(null, node) || node is YamlMapping { Entries.Count: 0 };
        if (known.Type is null && !isNothing) throw TypedValues.Refuse(path, $"holds nothing where it is {known.SchemaName}: write {path}={{ {known.SchemaName}: }}");
        var held = known.Type is { } type ? values.Read(type, node, path, scope) : null;
        return choice.Choice is null ? held ?? new AbsentValue() : new CaseValue(known.Name, held);
    }
}
