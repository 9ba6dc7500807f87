namespace ProtoGen.Tool.Comparing;

/// <summary>Whom a change breaks, the gravest first. README.md beside this file defines the four.</summary>
internal enum ChangeClass
{
    /// <summary>Bytes that the old schema accepts are refused or read as other values by the new one.</summary>
    WireBreaking,

    /// <summary>Old bytes are read as before, but an old peer refuses or misreads what a new one may send.</summary>
    ReaderBreaking,

    /// <summary>The bytes are the same both ways; C# that uses the types must change.</summary>
    SourceBreaking,

    /// <summary>Nobody has to change anything.</summary>
    Safe,
}

/// <summary>One difference between two schemas.</summary>
/// <param name="Class">Whom it breaks.</param>
/// <param name="Path">Where: <c>Register.imei</c>.</param>
/// <param name="What">What is different.</param>
/// <param name="Reason">Why it is of its class.</param>
internal sealed record Change(ChangeClass Class, string Path, string What, string Reason)
{
    /// <summary>The class as it is written: <c>wire-breaking</c>.</summary>
    public string ClassName => Class switch
    {
        ChangeClass.WireBreaking => "wire-breaking",
        ChangeClass.ReaderBreaking => "reader-breaking",
        ChangeClass.SourceBreaking => "source-breaking",
        _ => "safe",
    };
}
