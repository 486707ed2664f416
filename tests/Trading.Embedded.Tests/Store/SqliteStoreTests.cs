namespace Trading.Embedded.Tests.Store;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("store-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_failing_write_undoes_itself_and_spares_the_others_of_its_group()
    {
        using var store = Open();
        store.Migrate("CREATE TABLE t (k INTEGER PRIMARY KEY)");
        using var gate = new ManualResetEventSlim();
        var first = store.WriteAsync(session => { gate.Wait(); return 0; });   // holds the writer, so the next three share a commit
        var good = store.WriteAsync(session => session.Execute("INSERT INTO t VALUES (?1)", 1));
        var bad = store.WriteAsync<int>(session =>
        {
            session.Execute("INSERT INTO t VALUES (?1)", 2);
            throw new InvalidOperationException("no");
        });
        var alsoGood = store.WriteAsync(session => session.Execute("INSERT INTO t VALUES (?1)", 3));

        gate.Set();

        await Task.WhenAll(first, good, alsoGood);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal([1L, 3L], store.Read(session => session.Query("SELECT k FROM t ORDER BY k", row => row.GetInt64(0))));
    }

    [Fact]
    public async Task A_listener_hears_of_its_topic_once_the_commit_can_be_read()
    {
        using var store = Open();
        store.Migrate("CREATE TABLE t (k INTEGER PRIMARY KEY)");
        var seen = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = store.Listen("queue/", () =>
        {
            if (store.Read(session => (long)session.Scalar("SELECT count(*) FROM t")!) is > 0 and var count)
                seen.TrySetResult(count);
        });

        await store.WriteAsync(session => { session.Touch("queue/signals"); return session.Execute("INSERT INTO t VALUES (1)"); });

        Assert.Equal(1, await seen.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_listener_hears_of_every_commit_of_another_process_and_of_its_own_those_of_its_topic_alone()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        using var store = Open(clock);
        using var other = Open(clock);
        store.Migrate("CREATE TABLE t (k INTEGER PRIMARY KEY)");
        await LookAsync();
        var heard = 0;
        using var listening = store.Listen("queue/", () => heard++);

        await InsertAsync(store, 1);
        await LookAsync();
        Assert.Equal(0, heard);
        await InsertAsync(store, 2);
        await InsertAsync(other, 3);
        await LookAsync();
        Assert.Equal(1, heard);
        await LookAsync();
        Assert.Equal(1, heard);

        static Task InsertAsync(SqliteStore into, int key) => into.WriteAsync(session =>
        {
            session.Touch("timers/");
            return session.Execute("INSERT INTO t VALUES (?1)", key);
        });

        // The store looks for commits now and then; the second write ends after what the look had to say.
        async Task LookAsync()
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await store.WriteAsync(_ => 0);
            await store.WriteAsync(_ => 0);
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_by_name()
    {
        File.WriteAllText(Path.Combine(folder, "trading.db"), new string('x', 8192));

        var error = Assert.Throws<EmbeddedStoreException>(Open);

        Assert.Contains("trading.db", error.Message, StringComparison.Ordinal);
        Assert.Equal(8192, new FileInfo(Path.Combine(folder, "trading.db")).Length);
    }

    [Fact]
    public void A_damaged_page_is_found_when_the_store_opens()
    {
        using (var store = Open())
        {
            store.Migrate("CREATE TABLE t (k INTEGER PRIMARY KEY, v BLOB)");
            store.Migrate("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO t SELECT i, randomblob(500) FROM n");
        }

        using (var file = File.OpenWrite(Path.Combine(folder, "trading.db")))
        {
            file.Position = 4096 * 4;
            file.Write(Enumerable.Repeat((byte)0xEE, 4096).ToArray());
        }

        Assert.Contains("damaged", Assert.Throws<EmbeddedStoreException>(Open).Message, StringComparison.Ordinal);
    }

    private SqliteStore Open() => Open(TimeProvider.System);

    private SqliteStore Open(TimeProvider clock) => SqliteStore.Open(Path.Combine(folder, "trading.db"), Durability.PowerLoss, clock);
}
