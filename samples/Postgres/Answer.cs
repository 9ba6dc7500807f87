using ProtoGen;

namespace Samples.Postgres;

/// <summary>What the server answers to a query, as far as it was read.</summary>
internal sealed class Answer
{
    private WireList<Column> _columns;
    private readonly List<string> _tags = [];
    private bool _isAskedToCopy;

    /// <summary>What each statement did, such as <c>INSERT 0 1</c>.</summary>
    public IReadOnlyList<string> Tags => _tags;

    /// <summary>Why the rest was not done.</summary>
    public ServerReport? Error { get; private set; }

    /// <summary>Whether the last message asks for data to copy.</summary>
    public bool IsAskedToCopy()
    {
        var isAsked = _isAskedToCopy;
        _isAskedToCopy = false;
        return isAsked;
    }

    /// <summary>Takes the next message; a row is handed out.</summary>
    public Row? Take(QueryReplies said) => said switch
    {
        QueryReplies.DataRow row => Hand(row.Value),
        QueryReplies.RowDescription description => Note(description.Value),
        QueryReplies.CommandComplete complete => Note(complete.Value.Tag),
        QueryReplies.EmptyQueryResponse => Note(""),
        QueryReplies.ErrorResponse error => Note(error.Value),
        QueryReplies.CopyInResponse => NoteCopy(),
        _ => null,
    };

    /// <inheritdoc cref="Take(QueryReplies)"/>
    public Row? Take(ParseReplies said) => said switch
    {
        ParseReplies.DataRow row => Hand(row.Value),
        ParseReplies.RowDescription description => Note(description.Value),
        ParseReplies.CommandComplete complete => Note(complete.Value.Tag),
        ParseReplies.EmptyQueryResponse => Note(""),
        ParseReplies.ErrorResponse error => Note(error.Value),
        ParseReplies.CopyInResponse => NoteCopy(),
        _ => null,
    };

    private Row? Hand(DataRow row) => new(_tags.Count, _columns, row.Values);

    private Row? Note(RowDescription description)
    {
        _columns = description.Columns;
        return null;
    }

    private Row? Note(string tag)
    {
        _tags.Add(tag);
        return null;
    }

    private Row? Note(ErrorResponse error)
    {
        Error = new(error.Reports);
        return null;
    }

    private Row? NoteCopy()
    {
        _isAskedToCopy = true;
        return null;
    }
}
