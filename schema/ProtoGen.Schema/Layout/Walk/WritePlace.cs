using System.Globalization;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Where something is to be written.</summary>
/// <param name="Session">The walk as a whole.</param>
/// <param name="Scope">The structure it is in.</param>
/// <param name="Entry">The field it belongs to.</param>
/// <param name="Output">The bytes.</param>
/// <param name="Path">The field, or an element of it, as seen from the structure.</param>
/// <param name="Spelling">See <see cref="HiddenNames.SpellingOf"/>; null for the shortest.</param>
internal readonly record struct WritePlace(WriteSession Session, WriteScope Scope, Walked Entry, BodyOutput Output, string Path, int? Spelling)
{
    /// <summary>The place of an element.</summary>
    public WritePlace At(int index) => this with { Path = Path + "[" + index.ToString(CultureInfo.InvariantCulture) + "]", Spelling = null };

    public void Fail(string problem) => Scope.Fail(Path, problem);
}
