namespace Trading.Embedded.Functions;

/// <summary>Watches for events of one kind of trigger.</summary>
internal interface IListener : IAsyncDisposable
{
    Task StartAsync();

    /// <summary>Begins no further work; returns at once.</summary>
    void TakeNoMore();

    /// <summary>Completes when nothing of it runs any more.</summary>
    Task StopAsync();
}
