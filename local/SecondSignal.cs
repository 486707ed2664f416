using System.Runtime.InteropServices;

namespace Trading.Local;

/// <summary>Ends the process at once when it is told to stop a second time; the first time belongs to the host, which drains.</summary>
internal sealed class SecondSignal : IDisposable
{
    private readonly TextWriter error;
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;
    private int signals;

    public SecondSignal(TextWriter error)
    {
        this.error = error;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Told(ExitCode.Interrupted));
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Told(ExitCode.Terminated));
    }

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
    }

    private void Told(int exitCode)
    {
        if (Interlocked.Increment(ref signals) > 1)
            Environment.Exit(exitCode);
        error.WriteLine("Stopping: what is under way may finish. A second signal ends at once; nothing that was stored is lost.");
    }
}
