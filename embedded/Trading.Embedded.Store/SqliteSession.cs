using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Trading.Embedded;

/// <summary>One connection with its prepared statements. Used by one thread at a time, inside the store's read or write.</summary>
/// <remarks>Speaks to SQLite itself: the commands of the data provider cost more than most of the statements that run here.</remarks>
public sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly sqlite3 database;
    private readonly Dictionary<string, sqlite3_stmt> prepared = new(StringComparer.Ordinal);
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);

    /// <summary>Takes over an open connection.</summary>
    internal SqliteSession(SqliteConnection connection)
    {
        this.connection = connection;
        database = connection.Handle!;
    }

    internal IReadOnlyCollection<string> Touched => touched;

    /// <summary>Hears of each statement that may change something.</summary>
    internal SimulationHistory? Recorder { get; set; }

    /// <summary>Marks a topic as changed; listeners of <see cref="SqliteStore.Listen"/> hear of it once the commit is durable.</summary>
    public void Touch(string topic) => touched.Add(topic);

    /// <summary>Runs a statement with positional parameters <c>?1, ?2…</c> (null, text, bytes, whole numbers) and returns the number of rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> parameters)
    {
        Recorder?.Add(sql, parameters);
        var statement = Bind(sql, parameters);
        try
        {
            while (Step(statement))
            {
            }

            return raw.sqlite3_changes(database);
        }
        finally
        {
            Release(statement);
        }
    }

    /// <summary>The first column of the first row, or null when there is no row or it holds NULL.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> parameters)
    {
        var statement = Bind(sql, parameters);
        try
        {
            return Step(statement) ? new SqliteRow(statement).GetValue(0) : null;
        }
        finally
        {
            Release(statement);
        }
    }

    /// <summary>All rows, each read by <paramref name="read"/>.</summary>
    public List<T> Query<T>(string sql, Func<SqliteRow, T> read, params ReadOnlySpan<object?> parameters)
    {
        var statement = Bind(sql, parameters);
        try
        {
            var rows = new List<T>();
            while (Step(statement))
                rows.Add(read(new SqliteRow(statement)));
            return rows;
        }
        finally
        {
            Release(statement);
        }
    }

    /// <summary>Rows one by one until <paramref name="visit"/> returns false; the rest are not read.</summary>
    public void Visit(string sql, Func<SqliteRow, bool> visit, params ReadOnlySpan<object?> parameters)
    {
        var statement = Bind(sql, parameters);
        try
        {
            while (Step(statement) && visit(new SqliteRow(statement)))
            {
            }
        }
        finally
        {
            Release(statement);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in prepared.Values)
            statement.Dispose();
        prepared.Clear();
        connection.Dispose();
    }

    /// <summary>Runs statements one after another, without parameters.</summary>
    internal void Script(string sql)
    {
        Recorder?.Add(sql, []);
        Check(raw.sqlite3_exec(database, sql));
    }

    internal void ClearTouched() => touched.Clear();

    private sqlite3_stmt Bind(string sql, ReadOnlySpan<object?> parameters)
    {
        if (!prepared.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
            prepared.Add(sql, statement);
        }

        for (var i = 0; i < parameters.Length; i++)
            Check(Bind(statement, i + 1, parameters[i]));
        return statement;
    }

    private static int Bind(sqlite3_stmt statement, int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        int number => raw.sqlite3_bind_int64(statement, index, number),
        string text => BindText(statement, index, text),
        // An empty span is NULL to SQLite.
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, index, 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        _ => throw new ArgumentException($"Parameter ?{index} is a {value.GetType()}; expected null, text, bytes or a whole number.", nameof(value)),
    };

    private static int BindText(sqlite3_stmt statement, int index, string text)
    {
        if (text.Length == 0)
            return raw.sqlite3_bind_text(statement, index, text);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var buffer = most <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return raw.sqlite3_bind_text(statement, index, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool Step(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(code);
        return code == raw.SQLITE_ROW;
    }

    // What failed was reported by the step; a reset only says it again. Large values are not kept until the next use.
    private static void Release(sqlite3_stmt statement)
    {
        raw.sqlite3_reset(statement);
        raw.sqlite3_clear_bindings(statement);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, database);
    }
}
