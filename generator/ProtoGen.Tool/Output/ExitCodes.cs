namespace ProtoGen.Tool.Output;

/// <summary>What every verb returns.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>What was asked for was done, and found something: a diagnostic, a bad frame, a breaking change.</summary>
    public const int Findings = 1;

    /// <summary>What was asked for could not be done: an unknown option, a file that is not there.</summary>
    public const int Usage = 2;
}
