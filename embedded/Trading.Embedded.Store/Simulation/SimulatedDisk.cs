using Microsoft.Data.Sqlite;

namespace Trading.Embedded;

/// <summary>What outlives the processes of a data folder: the database, in memory, and who holds what.</summary>
internal sealed class SimulatedDisk : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly List<SimulatedStore> open = [];
    private readonly HashSet<string> claims = new(StringComparer.Ordinal);
    private readonly HashSet<string> living = new(StringComparer.Ordinal);

    public SimulatedDisk()
    {
        SQLitePCL.Batteries_V2.Init();
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ":memory:", Pooling = false }.ToString());
        connection.Open();
        Session = new SqliteSession(connection);
        Session.Execute("PRAGMA journal_mode = MEMORY");
        Session.Execute("PRAGMA synchronous = OFF");
    }

    /// <summary>The one connection; the simulation's one thread reads and writes through it.</summary>
    public SqliteSession Session { get; }

    /// <summary>What counts all statements in that change something; null for nothing.</summary>
    public SimulationHistory? Recorder
    {
        init => Session.Recorder = value;
    }

    public void Attach(SimulatedStore store) => open.Add(store);

    public void Detach(SimulatedStore store) => open.Remove(store);

    /// <summary>Tells every process but one that there was a commit.</summary>
    public void TellOthers(SimulatedStore author)
    {
        foreach (var store in open.Where(store => store != author).ToArray())
            store.ForeignCommit();
    }

    public bool TryClaim(string name) => claims.Add(name);

    public void Unclaim(string name) => claims.Remove(name);

    public void Enter(string processId) => living.Add(processId);

    public void Leave(string processId) => living.Remove(processId);

    public bool IsAlive(string processId) => living.Contains(processId);

    public void Dispose()
    {
        Session.Dispose();
        connection.Dispose();
    }
}
