namespace ProtoGen.Runtime.Tests;

/// <summary>Errors as values.</summary>
internal static class Errors
{
    public delegate bool Saying(out DecodeError error);

    public static DecodeError Of(Saying says)
    {
        Assert.False(says(out var error));
        return error;
    }
}
