namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Why values cannot be written.</summary>
/// <param name="Path">The field, from the structure that reports it: <c>records[3].value</c>.</param>
/// <param name="Text">What is wrong, as the end of a sentence that begins with the field.</param>
internal sealed record WriteProblem(string Path, string Text);
