using System.Globalization;
using System.Text;

namespace Trading.Embedded;

/// <summary>This process: threads of the pool, files that the system closes when the process dies.</summary>
internal sealed class RealMachine : IMachine
{
    public static readonly RealMachine Instance = new();

    public TaskScheduler Scheduler => TaskScheduler.Default;

    public TaskCreationOptions CompletionOptions => TaskCreationOptions.RunContinuationsAsynchronously;

    public Faults? Faults => null;

    public SqliteStore OpenStore(EmbeddedOptions options) =>
        SqliteStore.Open(Path.Combine(options.DataFolder, "trading.db"), options.Durability, options.Clock);

    public IProcessPresence Enter(string folder) => ProcessPresence.Open(folder);

    public IDisposable? TryClaim(string folder, string name)
    {
        try
        {
            var file = new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return file;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
