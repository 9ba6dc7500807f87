namespace ProtoGen.Schema.Model;

/// <summary>The fault of a whole protocol whose id is made of the request's: on the wire a message for each request, in C# one record for all of them.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="Doc">What the schema says about it, if anything.</param>
/// <param name="Body">The fields that all these messages have.</param>
public sealed record SharedFault(string Name, string? Doc, Structure Body);
