using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Optimisations;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Strategies;
using Trading.Domain.Values;

namespace Trading.Integrations.Json;

/// <summary>The domain's small values as JSON strings: ids as they are, decimals without loss, instruments as <c>US:SPY</c>.</summary>
internal static class DomainConverters
{
    public static void AddTo(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        Add(options, value => value.Value, text => new UserId(text));
        Add(options, value => value.Value, text => new AccountId(text));
        Add(options, value => value.Value, text => new OrderId(text));
        Add(options, value => value.Value, text => new ExecutionId(text));
        Add(options, value => value.Value, text => new SignalId(text));
        Add(options, value => value.Value, text => new DeploymentId(text));
        Add(options, value => value.Value, text => new StrategyId(text));
        Add(options, value => value.Value, text => new OptimisationId(text));
        Add(options, value => Text(value.Value), text => new Price(Number(text)));
        Add(options, value => Text(value.Value), text => new Quantity(Number(text)));
        Add(options, value => Text(value.Value), text => new Money(Number(text)));
        Add(options, value => value.ToString(), ReadInstrument);
        Add(options, value => value.Code, ReadInterval);
    }

    private static void Add<T>(JsonSerializerOptions options, Func<T, string> write, Func<string, T> read)
        where T : struct => options.Converters.Add(new StringConverter<T>(write, read));

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException($"'{text}' is no decimal number.");

    private static InstrumentId ReadInstrument(string text) =>
        InstrumentId.TryParse(text, out var instrument) ? instrument : throw new JsonException($"'{text}' is no instrument.");

    private static Interval ReadInterval(string text) =>
        Interval.TryParse(text, out var interval) ? interval : throw new JsonException($"'{text}' is no interval.");

    private sealed class StringConverter<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String ? read(reader.GetString()!) : throw new JsonException($"A {typeof(T).Name} is stored as a string.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
