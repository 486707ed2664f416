using System.Security.Cryptography;

namespace Trading.Embedded;

/// <summary>What an embedded platform runs on: where it keeps its data, which clock it obeys, which seed it draws from.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>Folder of all durable state; created when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The only source of time in the platform.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Seed of every random choice the platform makes (lock tokens, invocation ids); drawn anew for each run unless a run is to be repeated.</summary>
    public int Seed { get; init; } = RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>How much a commit waits for the disk.</summary>
    public Durability Durability { get; init; } = Durability.PowerLoss;

    /// <summary>What carries the platform; this process unless a simulation sets it.</summary>
    internal IMachine Machine { get; init; } = RealMachine.Instance;
}

/// <summary>What an acknowledged write survives (SQLite's <c>PRAGMA synchronous</c> in WAL mode).</summary>
public enum Durability
{
    /// <summary>FULL: the log is flushed at each commit; survives loss of power.</summary>
    PowerLoss,

    /// <summary>NORMAL: survives the death of the process, not always of the machine; faster.</summary>
    ProcessDeath,
}
