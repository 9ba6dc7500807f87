using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Chooses the value that a present field is written with.</summary>
internal static class FieldValues
{
    /// <summary>The value on the wire; null, and a problem, where there is none.</summary>
    public static FieldValue? Choose(Field field, WritePlace at) => field.Derivation switch
    {
        ConstantDerivation constant => constant.Value,
        PartsDerivation => new StructValue(default),
        not null => at.Scope.Derived[field.Name],
        null => MeaningWalk.ToWire(field, at.Scope.Given(field.Name) ?? Default(field, at), at),
    };

    /// <summary>Reserved bytes are zero unless kept; a field that a later version brought may be left out.</summary>
    private static FieldValue? Default(Field field, WritePlace at) =>
        IsOptionalForUsers(field) ? DefaultValue.Of(field.Type, at.Session.Context) : null;

    /// <summary>Whether a value needs not be given.</summary>
    public static bool IsOptionalForUsers(Field field) => field.MayBeLeftOut || (field.Property is null && field.Derivation is null);
}
