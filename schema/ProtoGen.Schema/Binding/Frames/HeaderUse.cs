using ProtoGen.Schema.Binding.Messages;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>What the fields of a message take from its frame's header must be there, in every layout the message may have.</summary>
internal static class HeaderUse
{
    public static void Check(BoundStructure body, MessageSelector selector, BindingScope scope)
    {
        if (body.IsBroken) return;
        foreach (var used in body.Parameters.Where(used => used.Parameter.Source == ParameterSource.Header))
        {
            if (selector.Layouts.Select(layout => Refusal(used.Parameter.Name, layout, scope)).FirstOrDefault(known => known is not null) is not { } refusal) continue;
            scope.Diagnostics.Report(refusal.Rule, used.At, $"The {Wording.InSentence(body.Title)} {refusal.Problem}");
            body.IsBroken = true;
        }
    }

    private static (DiagnosticRule Rule, string Problem)? Refusal(string path, BoundLayout layout, BindingScope scope)
    {
        var segments = path.Split('.');
        if (layout.Structure.Find(segments[0]) is not { } found)
        {
            return (Rules.UnknownField, $"names 'header.{path}', but {layout.Structure.Title} has no '{segments[0]}'" +
                NameSuggestion.DidYouMean(segments[0], layout.Structure.Fields.Select(field => field.Syntax.Key.Text)));
        }

        if (found.Field is not { } field) return null;
        ValuePath.Follow(segments, "header." + path, field, scope, out var refusal);
        return refusal;
    }
}
