using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>
/// Whether what was read is what somebody wrote down: in structs, fields left out are not compared; a schema has one way to write the
/// many NaNs, and which one it was, encoding again proves.
/// </summary>
public static class ValueMatch
{
    /// <summary>Whether the value found is the value given.</summary>
    public static bool Holds(FieldValue given, FieldValue found) => (given, found) switch
    {
        (StructValue some, StructValue all) => some.Fields.All(
            field => all.Fields.Any(known => known.Field == field.Field && Holds(field.Value, known.Value))),
        (ListValue left, ListValue right) => left.Items.Count == right.Items.Count && left.Items.Zip(right.Items, Holds).All(same => same),
        (CaseValue left, CaseValue right) => left.Case == right.Case && Holds(left.Value ?? new AbsentValue(), right.Value ?? new AbsentValue()),
        (not CaseValue, CaseValue right) => Holds(given, right.Value ?? new AbsentValue()),   // the tag says which case it is
        (FloatValue left, FloatValue right) => left.Equals(right) || (double.IsNaN(left.Value) && double.IsNaN(right.Value)),
        _ => given.Equals(found),
    };
}
