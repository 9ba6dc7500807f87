namespace ProtoGen.Tool.Values.Shown;

/// <summary>Which values are shown.</summary>
internal enum ShownFields
{
    /// <summary>All that stand on the wire: the tags are among them, so cases need no names, and numbers stay numbers.</summary>
    All,

    /// <summary>Those that somebody gave or would give: cases and flags by their names, which is how they are typed.</summary>
    Given,
}
