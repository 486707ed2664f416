using System.Globalization;

namespace Trading.Application.Portfolio;

/// <summary>Writes trades as CSV: a line each, in order. No field holds a comma or a quote.</summary>
public static class TransactionCsvWriter
{
    /// <summary>First line of the file.</summary>
    public const string Header = "timestamp,account,instrument,side,quantity,price,value,currency,fees,taxes,realised_profit,order,id";

    /// <summary>Writes the header and the trades.</summary>
    public static string Write(IEnumerable<TransactionView> trades)
    {
        ArgumentNullException.ThrowIfNull(trades);
        using var csv = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        csv.WriteLine(Header);
        foreach (var trade in trades)
        {
            csv.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{trade.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'},{trade.Account},{trade.Market}:{trade.Symbol},{trade.Side.ToString().ToLowerInvariant()},") +
                string.Join(',', new[] { trade.Quantity, trade.Price, trade.Value }.Select(Number)) + $",{trade.Currency}," +
                string.Join(',', new[] { trade.Fees, trade.Taxes, trade.RealisedProfit }.Select(Number)) + $",{trade.Order},{trade.Id}");
        }

        return csv.ToString();
    }

    private static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
