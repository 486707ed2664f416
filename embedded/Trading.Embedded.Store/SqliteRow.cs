using System.Text;
using SQLitePCL;

namespace Trading.Embedded;

/// <summary>The row at which a query stands; columns count from 0. Valid until the query goes on.</summary>
public readonly struct SqliteRow
{
    private readonly sqlite3_stmt statement;

    internal SqliteRow(sqlite3_stmt statement) => this.statement = statement;

    /// <summary>Whether the column holds NULL.</summary>
    public bool IsDBNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    /// <summary>The column as a whole number.</summary>
    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>The column as a whole number.</summary>
    /// <exception cref="OverflowException">It is larger than an int.</exception>
    public int GetInt32(int column) => checked((int)GetInt64(column));

    /// <summary>The column's text.</summary>
    // The bytes of a text are its UTF-8.
    public string GetString(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    /// <summary>The column's bytes.</summary>
    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    /// <summary>The column as what it is: a long, a double, text, bytes, or null.</summary>
    internal object? GetValue(int column) => raw.sqlite3_column_type(statement, column) switch
    {
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, column),
        raw.SQLITE_TEXT => GetString(column),
        raw.SQLITE_BLOB => GetBytes(column),
        _ => null,
    };
}
