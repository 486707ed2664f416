namespace Trading.Benchmarks.Soak;

/// <summary>How the program's process stood at a moment.</summary>
/// <param name="At">Time since the beginning.</param>
/// <param name="ResidentBytes">Memory that the process holds.</param>
/// <param name="HeapBytes">Managed heap after its last collection.</param>
/// <param name="Threads">Threads of the process.</param>
/// <param name="Handles">Open files, sockets and the like.</param>
/// <param name="LogBytes">Size of the database's write-ahead log.</param>
/// <param name="DatabaseBytes">Size of the database without the log.</param>
internal sealed record Sample(TimeSpan At, long ResidentBytes, long HeapBytes, int Threads, int Handles, long LogBytes, long DatabaseBytes);
