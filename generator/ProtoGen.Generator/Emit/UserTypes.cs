namespace ProtoGen.Generator.Emit;

/// <summary>C# types that a schema names.</summary>
internal static class UserTypes
{
    /// <summary>A type as emitted code names it: one without a namespace stands in the protocol's.</summary>
    public static string Global(string type, string space) => type switch
    {
        "string" or "int" or "uint" or "long" or "ulong" or "byte" or "sbyte" or "short" or "ushort" or "bool" or "double" or "float" or "decimal" => type,
        _ when type.StartsWith("global::", StringComparison.Ordinal) => type,
        _ when type.IndexOf('.') >= 0 => $"global::{type}",
        _ => $"global::{space}.{type}",
    };
}
