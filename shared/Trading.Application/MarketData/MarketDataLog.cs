using Microsoft.Extensions.Logging;

namespace Trading.Application.MarketData;

internal static partial class MarketDataLog
{
    [LoggerMessage(1101, LogLevel.Information, "Imported {File} into {Series}: {Added} added, {Updated} updated")]
    public static partial void FileImported(this ILogger logger, string file, string series, int added, int updated);

    [LoggerMessage(1102, LogLevel.Warning, "Refused {File}: {Reason}")]
    public static partial void FileRefused(this ILogger logger, string file, string reason);
}
