using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values.Typed;

/// <summary>What a message cannot do without.</summary>
internal static class RequiredFields
{
    /// <summary>The fields that somebody must give.</summary>
    public static IEnumerable<Field> Of(Message message) =>
        message.Fields.Where(field => field is { Presence: null, Derivation: null } && !FieldValues.IsOptionalForUsers(field) && !MeaningWalk.HasNone(field));
}
