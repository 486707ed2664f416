using System.Diagnostics;
using System.Globalization;
using Trading.Application.Identity;
using Trading.Application.Secrets;
using Trading.Domain.Accounts;
using Trading.Local.Secrets;

namespace Trading.Local.Tests.Secrets;

/// <summary>The program's own commands, killed at each of the changes they make to the disk.</summary>
public sealed class KilledCommandTests(ITestOutputHelper log) : IDisposable
{
    private const int Secrets = 40;
    private const int MostChanges = 60;
    private static readonly UserId Owner = new LocalOwner().Id;
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly string root = Directory.CreateTempSubdirectory("killed-").FullName;

    private string Data => Path.Combine(root, "data");

    private string Keys => Path.Combine(root, "keys");

    private FileSecrets Store => new(Data, Keys, TimeProvider.System);

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_rotation_that_is_killed_at_any_change_loses_nothing_and_the_next_one_cleans_up()
    {
        await FillAsync();

        await KillAtEachChangeAsync("", async () => Assert.Equal(Value("old"), await ReadAsync("s0")), "rotate");

        for (var i = 1; i < Secrets; i++)
            Assert.Equal(Value("old"), await ReadAsync($"s{i}"));
        await Store.RotateAsync(Cancel);
        Assert.Single(Directory.GetFiles(Keys, "*.json"));
    }

    [Fact]
    public async Task Setting_a_secret_that_is_killed_at_any_change_leaves_the_old_value_or_the_new_one()
    {
        await FillAsync();

        await KillAtEachChangeAsync(Value("new"), async () => Assert.Contains(await ReadAsync("s0"), new[] { Value("old"), Value("new") }), "set", "s0");

        Assert.Equal(Value("new"), await ReadAsync("s0"));
        for (var i = 1; i < Secrets; i++)
            Assert.Equal(Value("old"), await ReadAsync($"s{i}"));
    }

    // Long enough that writing takes its time.
    private static string Value(string word) => string.Concat(Enumerable.Repeat(word, 5_000));

    private static SecretName Name(string text) => SecretName.TryCreate(text, out var name) ? name : throw new ArgumentException(text, nameof(text));

    private async Task FillAsync()
    {
        for (var i = 0; i < Secrets; i++)
            await Store.SetAsync(Owner, Name($"s{i}"), SecretValue.Of(Value("old")).Match(ok: value => value, refused: problem => throw new ArgumentException(problem)), Cancel);
    }

    private async Task<string?> ReadAsync(string name) => (await Store.FindAsync(Owner, Name(name), Cancel))?.Reveal();

    /// <summary>Runs a command and kills it at its first change of a file or folder, then at its second, until it comes to its end.</summary>
    private async Task KillAtEachChangeAsync(string input, Func<Task> check, params string[] arguments)
    {
        var killed = 0;
        for (var change = 1; change <= MostChanges; change++)
        {
            var (exitCode, changes) = await RunAsync(change, input, arguments);
            await check();
            if (exitCode == 0 && changes < change)
            {
                log.WriteLine($"Killed {killed} times; undisturbed it makes {changes} changes.");
                Assert.NotEqual(0, killed);
                return;
            }

            killed += exitCode == 0 ? 0 : 1;
        }

        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"It made more than {MostChanges} changes."));
    }

    private async Task<(int ExitCode, int Changes)> RunAsync(int killAt, string input, string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Trading.Local.dll"), "secrets", .. arguments, "--data", Data, "--keys", Keys])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var changes = 0;
        using var process = new Process { StartInfo = start };
        using var watcher = new FileSystemWatcher(root) { IncludeSubdirectories = true };
        void Changed(object sender, FileSystemEventArgs change)
        {
            if (Interlocked.Increment(ref changes) == killAt)
                process.Kill();
        }

        watcher.Created += Changed;
        watcher.Changed += Changed;
        watcher.Deleted += Changed;
        watcher.Renamed += Changed;
        watcher.EnableRaisingEvents = true;
        process.Start();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancel);
        await Task.WhenAll(output, error);
        Assert.True(process.ExitCode is 0 or 137, $"It ended with {process.ExitCode}: {await error}");
        return (process.ExitCode, changes);
    }
}
