using Microsoft.Data.Sqlite;

namespace Trading.Embedded;

/// <summary>One connection with its prepared statements. Used by one thread at a time, inside the store's read or write.</summary>
public sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);

    internal SqliteSession(SqliteConnection connection) => this.connection = connection;

    internal IReadOnlyCollection<string> Touched => touched;

    /// <summary>Hears of each statement that may change something.</summary>
    internal SimulationHistory? Recorder { get; set; }

    /// <summary>Marks a topic as changed; listeners of <see cref="SqliteStore.Listen"/> hear of it once the commit is durable.</summary>
    public void Touch(string topic) => touched.Add(topic);

    /// <summary>Runs a statement with positional parameters <c>?1, ?2…</c> and returns the number of rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> parameters)
    {
        Recorder?.Add(sql, parameters);
        return Bind(sql, parameters).ExecuteNonQuery();
    }

    /// <summary>The first column of the first row, or null when there is no row or it holds NULL.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> parameters) =>
        Bind(sql, parameters).ExecuteScalar() is var value and not DBNull ? value : null;

    /// <summary>All rows, each read by <paramref name="read"/>.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Rows one by one until <paramref name="visit"/> returns false; the rest are not read.</summary>
    public void Visit(string sql, Func<SqliteDataReader, bool> visit, params ReadOnlySpan<object?> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        while (reader.Read() && visit(reader))
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        prepared.Clear();
        connection.Dispose();
    }

    internal void ClearTouched() => touched.Clear();

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> parameters)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of the calling code; values travel as parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            prepared.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            if (command.Parameters.Count <= i)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i + 1}" });
            var parameter = command.Parameters[i];
            parameter.ResetSqliteType();
            parameter.Value = parameters[i] ?? DBNull.Value;
        }

        return command;
    }
}
