using System.Text;
using ProtoGen;

namespace Samples.Postgres;

/// <summary>A row as the server sent it: values are text, or NULL.</summary>
/// <param name="Statement">Which statement of the query it belongs to, from 0.</param>
/// <param name="Columns">What its columns are.</param>
/// <param name="Values">What stands in them.</param>
public readonly record struct Row(int Statement, WireList<Column> Columns, WireList<Value> Values)
{
    /// <summary>The text in a column; null for NULL.</summary>
    public string? this[int column] => Values[column].Data is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    /// <summary>The text in the first column of a name; null for NULL.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string? this[string column]
    {
        get
        {
            for (var index = 0; index < Columns.Count; index++)
                if (Columns[index].Name == column) return this[index];
            throw new ArgumentException($"The row has no column '{column}'.", nameof(column));
        }
    }
}
