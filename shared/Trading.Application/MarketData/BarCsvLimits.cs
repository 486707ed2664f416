namespace Trading.Application.MarketData;

/// <summary>How much a CSV file of bars may hold.</summary>
public static class BarCsvLimits
{
    /// <summary>Largest file, in bytes: what a request to the functions host may carry.</summary>
    public const long MaxBytes = 100L * 1024 * 1024;

    /// <summary>Most data rows.</summary>
    public const int MaxRows = 1_000_000;

    /// <summary>Longest line, in bytes.</summary>
    public const int MaxLineBytes = 64 * 1024;

    /// <summary>Most columns, ignored ones included.</summary>
    public const int MaxColumns = 100;

    /// <summary>Most errors listed; all of them are counted.</summary>
    public const int MaxErrorsListed = 100;

    /// <summary>Most warnings listed.</summary>
    public const int MaxWarningsListed = 20;
}
