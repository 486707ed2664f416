using Trading.Application.Backtests;
using Trading.Application.Optimisations;
using Trading.Application.Screening;
using Trading.Application.Strategies;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Search;

namespace Trading.Application.Templates;

/// <summary>A strategy to begin with: rules whose numbers are parameters, what they are good for, and where they come from.</summary>
/// <param name="Id">Its name in addresses and commands.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Kind">What it bets on.</param>
/// <param name="Published">Year in which its rules were published; null when nobody knows who chose its numbers, and on which prices.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Rules">The rules with <c>$name</c> where a parameter stands.</param>
/// <param name="Parameters">The parameters, in order of appearance.</param>
public sealed record Template(
    string Id, string Title, StrategyKind Kind, int? Published, string Summary, StrategyDraft Rules, IReadOnlyList<TemplateParameter> Parameters)
{
    private const decimal Dollars = 100_000;
    private const decimal Won = 100_000_000;

    // Commission and slippage of a small order in a liquid share; in Korea half of the tax on sales is added to each side.
    private static readonly CostsDraft AmericanCosts = new(CommissionRate: 0.0005m, SlippageRate: 0.0005m);
    private static readonly CostsDraft KoreanCosts = new(CommissionRate: 0.0015m, SlippageRate: 0.0005m);

    private static readonly OrderedDictionary<string, IReadOnlyList<string>> OneSymbol = new(StringComparer.OrdinalIgnoreCase)
    {
        [Market.US.Code] = ["SPY"],
        [Market.KRX.Code] = ["069500"],
    };

    private static readonly OrderedDictionary<string, IReadOnlyList<string>> ManySymbols = new(StringComparer.OrdinalIgnoreCase)
    {
        [Market.US.Code] = ["SPY", "QQQ", "IWM", "EEM"],
        [Market.KRX.Code] = ["005930", "000660", "005380", "035420"],
    };

    /// <summary>What must hold between the parameters, such as <c>fast &lt; slow</c>.</summary>
    public IReadOnlyList<string> Constraints { get; init; } = [];

    /// <summary>True when it chooses among several instruments, so that it needs some.</summary>
    public bool IsForMany => Rules.MaxPositions > 1;

    /// <summary>Symbols to try it on, by the code of each market that it suits; the first market is the one suggested.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Symbols => IsForMany ? ManySymbols : OneSymbol;

    /// <summary>Interval that its numbers are meant for.</summary>
    public string Interval { get; } = "1d";

    /// <summary>One page in Markdown: the idea, its source, the rules in words, when it works and fails, caveats, what to try.</summary>
    public string Explanation => TemplateText.Explanation(Id);

    /// <summary>The strategy with its parameters, on the instruments asked for or those suggested.</summary>
    public StrategyDocumentDraft Document(TemplateTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var market = target.Market ?? Symbols.First().Key;
        return new StrategyDocumentDraft(
            Title, market, target.Symbols ?? Symbols.GetValueOrDefault(market) ?? Symbols.First().Value, target.Interval ?? Interval, Rules,
            IsKorean(market) ? KoreanCosts : AmericanCosts,
            Parameters: [.. Parameters.Select(parameter => new StrategyParameterDraft(parameter.Name, parameter.Default, parameter.From, parameter.To, parameter.Step))]);
    }

    /// <summary>The rules with the parameters' defaults.</summary>
    public StrategyDraft Filled
    {
        get
        {
            var defaults = new ParameterSet([.. Parameters.Select(parameter => parameter.Name)], [.. Parameters.Select(parameter => parameter.Default)]);
            var filled = new StrategyTemplate(new StrategyRules(Rules.Entry!, Rules.Exit, new Sizing(SizingKind.AllIn, WholeUnits: false))
            {
                ShortEntry = Rules.ShortEntry,
                ShortExit = Rules.ShortExit,
                Ranking = Rules.Ranking is { } ranking ? new Ranking(ranking.Expression!, ranking.HighestFirst) : null,
            }).With(defaults);
            return Rules with
            {
                Entry = filled.Entry,
                Exit = filled.Exit,
                ShortEntry = filled.ShortEntry,
                ShortExit = filled.ShortExit,
                Ranking = filled.Ranking is { } ranked ? new RankingDraft(ranked.Expression, ranked.HighestFirst) : null,
            };
        }
    }

    /// <summary>The strategy as a back-test, costs on.</summary>
    public BacktestDraft Backtest(TemplateTarget target)
    {
        var document = Document(target);
        return new BacktestDraft(
            document.Name, document.Market, document.Symbols, document.Interval, IsKorean(document.Market!) ? Won : Dollars, Filled, document.Costs,
            target.From, target.To);
    }

    /// <summary>A search over the parameters' ranges; null for a strategy of several instruments, since a search runs on one.</summary>
    public OptimisationDraft? Search(TemplateTarget target)
    {
        var backtest = Backtest(target);
        return backtest.Symbols!.Count > 1 ? null : new OptimisationDraft(
            Title, backtest.Market, backtest.Symbols, backtest.Interval, backtest.InitialCash, Rules, backtest.Costs, backtest.From, backtest.To,
            [.. Parameters.Select(parameter => parameter.Range)], Constraints, Method: "random", Trials: 200);
    }

    /// <summary>A search for the symbols whose newest bar says to enter, among the symbols asked for or all of the market.</summary>
    public ScreenDraft Screen(TemplateTarget target)
    {
        var document = Document(target);
        return new ScreenDraft(
            Title, document.Market, document.Interval, [Filled.Entry!], Filled.Ranking, Symbols: target.Symbols, Description: Summary);
    }

    private static bool IsKorean(string market) => Market.KRX.Code.Equals(market, StringComparison.OrdinalIgnoreCase);
}
