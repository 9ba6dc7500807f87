using Microsoft.CodeAnalysis.Diagnostics;

namespace ProtoGen.Generator.Pipeline;

/// <summary>Where the pages of the rules are: in the package, of the same version and readable without a network, unless the project names another place.</summary>
/// <param name="Place">A folder or the beginning of an address; null where the project names none.</param>
internal sealed record HelpPages(string? Place)
{
    // Set by ProtoGen.targets.
    private const string Property = "build_property.ProtoGenDiagnosticPages";

    public static HelpPages Read(AnalyzerConfigOptionsProvider options, CancellationToken cancel) =>
        new(options.GlobalOptions.TryGetValue(Property, out var place) && place.Length > 0 ? place : null);

    /// <summary>The address of a rule's page.</summary>
    public string? AddressOf(string id) =>
        Place is not null && Uri.TryCreate($"{Place.TrimEnd('/', '\\')}/{id}.md", UriKind.Absolute, out var address) ? address.AbsoluteUri : null;
}
