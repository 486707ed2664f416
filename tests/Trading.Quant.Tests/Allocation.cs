namespace Trading.Quant.Tests;

/// <summary>What code allocates by itself.</summary>
internal static class Allocation
{
    private const int Runs = 8;

    /// <summary>
    /// Bytes that each run of an action allocates on this thread: the least of several runs, since the runtime allocates now and then for
    /// itself when it compiles a method anew.
    /// </summary>
    public static long Of(Action<int> run)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run(i);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
