namespace Trading.EndToEnd.Tests;

/// <summary>The built program, started once for all tests of a class, none of which ends it. They share its data, so each trades symbols of its own.</summary>
public sealed class ServedProgram : IAsyncLifetime
{
    private readonly DataFolder data = new();
    private TradingProcess? trading;

    internal TradingProcess Trading => trading ?? throw new InvalidOperationException("The program is not started yet.");

    internal string DataFolder => data.Path;

    public async ValueTask InitializeAsync() => trading = await TradingProcess.StartAsync(data.Path);

    public async ValueTask DisposeAsync()
    {
        if (trading is not null)
            await trading.DisposeAsync();
        data.Dispose();
    }
}
