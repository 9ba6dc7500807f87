namespace ProtoGen.Generator.Pipeline;

/// <summary>The names of the incremental steps, for the tests of what an edit makes run again.</summary>
internal static class StepNames
{
    public const string Files = "Files";
    public const string Resolved = "Resolved";
    public const string Compiled = "Compiled";
    public const string Models = "Models";
    public const string Linked = "Linked";
    public const string Messages = "Messages";
    public const string Structs = "Structs";
    public const string Faults = "Faults";
    public const string Choices = "Choices";
    public const string Bits = "Bits";
    public const string Enums = "Enums";
    public const string Protocols = "Protocols";
    public const string Hosted = "Hosted";
    public const string Findings = "Findings";
    public const string Conflicts = "Conflicts";
    public const string Language = "Language";
    public const string Pages = "Pages";
}
