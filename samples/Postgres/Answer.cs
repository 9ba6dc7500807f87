using ProtoGen;

namespace Samples.Postgres;

/// <summary>What the server answers to a query, as far as it was read.</summary>
internal sealed class Answer
{
    private WireList<Column> _columns;
    private readonly List<string> _tags = [];

    /// <summary>What each statement did, such as <c>INSERT 0 1</c>.</summary>
    public IReadOnlyList<string> Tags => _tags;

    /// <summary>Why the rest was not done.</summary>
    public ServerReport? Error { get; private set; }

    /// <summary>Whether the server waits for data of COPY.</summary>
    public bool AwaitsCopy { get; private set; }

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
    public Row? Take(SyncReplies said) => said switch
    {
        SyncReplies.DataRow row => Hand(row.Value),
        SyncReplies.RowDescription description => Note(description.Value),
        SyncReplies.CommandComplete complete => Note(complete.Value.Tag),
        SyncReplies.EmptyQueryResponse => Note(""),
        SyncReplies.ErrorResponse error => Note(error.Value),
        SyncReplies.CopyInResponse => NoteCopy(),
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
        AwaitsCopy = true;
        return null;
    }
}
