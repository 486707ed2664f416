using Trading.Domain.Accounts;
using Trading.Domain.Backtests;

namespace Trading.Application.Backtests;

/// <summary>Names a back-test where plain data travels: between its orchestration and its activities.</summary>
/// <param name="User">Owner's id.</param>
/// <param name="Id">The back-test's id.</param>
public sealed record BacktestReference(string User, string Id)
{
    /// <summary>Names a back-test.</summary>
    public static BacktestReference Of(Backtest backtest)
    {
        ArgumentNullException.ThrowIfNull(backtest);
        return new BacktestReference(backtest.User.Value, backtest.Id.Value);
    }

    /// <summary>The owner.</summary>
    public UserId Owner() => new(User);

    /// <summary>The id.</summary>
    public BacktestId BacktestId() => new(Id);
}
