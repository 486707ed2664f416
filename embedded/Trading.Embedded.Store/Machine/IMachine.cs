namespace Trading.Embedded;

/// <summary>What carries a platform: this process on this computer, or a process that a simulation only imagines.</summary>
internal interface IMachine
{
    /// <summary>Where background work runs.</summary>
    TaskScheduler Scheduler { get; }

    /// <summary>Keeps those who wait for something from going on inside of whoever brings it about.</summary>
    TaskCreationOptions CompletionOptions { get; }

    /// <summary>What goes wrong on purpose; null on a real machine, where enough goes wrong by itself.</summary>
    Faults? Faults { get; }

    /// <summary>Opens the database of a data folder.</summary>
    /// <exception cref="EmbeddedStoreException">The folder can't be written or the database can't be used.</exception>
    SqliteStore OpenStore(EmbeddedOptions options);

    /// <summary>Begins to say in a data folder that a process lives, until disposed or dead.</summary>
    IProcessPresence Enter(string folder);

    /// <summary>Takes something in a data folder that one may have at a time, until disposed or dead; null when another has it.</summary>
    IDisposable? TryClaim(string folder, string name);
}

/// <summary>Says of each process on a data folder whether it lives.</summary>
internal interface IProcessPresence : IDisposable
{
    /// <summary>Names this process among all that ever were on the folder.</summary>
    string Id { get; }

    /// <summary>Whether the process of that id is gone.</summary>
    bool IsDead(string id);
}
