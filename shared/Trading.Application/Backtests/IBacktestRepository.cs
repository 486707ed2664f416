using Trading.Application.MarketData;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Backtests;

/// <summary>Where users' back-tests and their results are kept.</summary>
public interface IBacktestRepository
{
    /// <summary>Points of an equity curve that are stored together.</summary>
    const int EquityPieceSize = 4_096;

    /// <summary>Trades that are stored together.</summary>
    const int TradePieceSize = 4_096;

    /// <summary>Stores a back-test unless its id is taken.</summary>
    /// <returns>What is stored under the id: this back-test, or the one that was there before.</returns>
    Task<Backtest> CreateAsync(Backtest backtest, CancellationToken cancellationToken);

    /// <summary>A back-test; null when the user has none of that id.</summary>
    Task<Backtest?> FindAsync(UserId user, BacktestId id, CancellationToken cancellationToken);

    /// <summary>The user's back-tests, newest first.</summary>
    /// <param name="user">The owner.</param>
    /// <param name="strategy">Those of a stored strategy alone, in whatever version; null for all.</param>
    /// <param name="limit">Most of them.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<IReadOnlyList<Backtest>> ListAsync(UserId user, StrategyId? strategy, int limit, CancellationToken cancellationToken);

    /// <summary>Changes a back-test that has not ended; one that has ended stays as it is.</summary>
    /// <param name="user">The owner.</param>
    /// <param name="id">Which.</param>
    /// <param name="change">Called again when somebody else changed it first.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The back-test as it is stored now; null when there is none.</returns>
    Task<Backtest?> ChangeAsync(UserId user, BacktestId id, Func<Backtest, Backtest> change, CancellationToken cancellationToken);

    /// <summary>Stores a piece of the equity curve; storing it again replaces it.</summary>
    /// <param name="user">The owner.</param>
    /// <param name="id">Which.</param>
    /// <param name="piece">Number of the piece, from 0; all but the last have <see cref="EquityPieceSize"/> points.</param>
    /// <param name="points">The points.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task SaveEquityAsync(UserId user, BacktestId id, int piece, EquityPoints points, CancellationToken cancellationToken);

    /// <summary>Stores the trades; storing them again replaces them.</summary>
    Task SaveTradesAsync(UserId user, BacktestId id, IReadOnlyList<BacktestTrade> trades, CancellationToken cancellationToken);

    /// <summary>Pieces of the equity curve from a given one on, in order.</summary>
    IAsyncEnumerable<EquityPoints> ReadEquityAsync(UserId user, BacktestId id, int firstPiece, CancellationToken cancellationToken);

    /// <summary>Counts what the user tried on a series: a strategy, or the combinations that a search ran together. Trying it again replaces its figures.</summary>
    /// <param name="user">The owner.</param>
    /// <param name="series">Instrument and interval it was tried on.</param>
    /// <param name="what">A strategy's version, see <see cref="Pins.StrategyVersion"/>, or the name of a part of a search.</param>
    /// <param name="trials">What came out.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task SaveTrialsAsync(UserId user, BarKey series, string what, SharpeTrials trials, CancellationToken cancellationToken);

    /// <summary>Everything that the user tried on a series; null when that is nothing.</summary>
    Task<SharpeTrials?> ReadTrialsAsync(UserId user, BarKey series, CancellationToken cancellationToken);

    /// <summary>The trades: those closed in the order of their exits, then those still open.</summary>
    IAsyncEnumerable<BacktestTrade> ReadTradesAsync(UserId user, BacktestId id, CancellationToken cancellationToken);
}
