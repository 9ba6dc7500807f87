using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ProtoGen.Generator.Pipeline;

/// <summary>Says once that the project's C# is too old, instead of a hundred syntax errors in emitted files.</summary>
internal static class LanguageCheck
{
    // This Roslyn does not know the name yet; compilers give versions the number times 100.
    private const int CSharp14 = 1400;

    public static bool IsNewEnough(ParseOptions options, CancellationToken cancel) => options is not CSharpParseOptions csharp || (int)csharp.LanguageVersion >= CSharp14;

    public static ImmutableArray<Finding> Run((ImmutableArray<SchemaFile> Files, bool IsNewEnough) input, CancellationToken cancel) =>
        input.Files.Length > 0 && !input.IsNewEnough
            ? ImmutableArray.Create(Finding.OldLanguage(input.Files[0].Path))
            : ImmutableArray<Finding>.Empty;
}
