namespace ProtoGen.Generator.Emit;

/// <summary>What tells users not to use a member or a type any more.</summary>
internal static class ObsoleteMark
{
    /// <summary>Writes the attribute where there is a reason for it.</summary>
    public static void Write(SourceWriter writer, string? reason)
    {
        if (reason is not null) writer.Line($"[global::System.Obsolete({Literals.String(reason)})]");
    }

    /// <summary>The attribute as a line before a member; nothing without a reason.</summary>
    public static string Line(string? reason) => reason is null ? "" : $"[global::System.Obsolete({Literals.String(reason)})]\n";
}
