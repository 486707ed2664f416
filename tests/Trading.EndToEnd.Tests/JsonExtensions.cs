using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>The API as a client in any language sees it: JSON, without our types.</summary>
internal static class JsonExtensions
{
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync(path, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    public static async Task<JsonElement> PostJsonAsync(this HttpClient client, string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(path, body, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    public static async Task<JsonElement> PostCsvAsync(this HttpClient client, string path, string csv, CancellationToken cancellationToken)
    {
        using var content = new StringContent(csv, System.Text.Encoding.UTF8, "text/csv");
        using var answer = await client.PostAsync(path, content, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    /// <summary>All pages of a list.</summary>
    public static async Task<IReadOnlyList<JsonElement>> GetAllAsync(this HttpClient client, string path, string list, CancellationToken cancellationToken)
    {
        var all = new List<JsonElement>();
        string? continuation = null;
        do
        {
            var page = await client.GetJsonAsync(
                continuation is null ? path : $"{path}&continuation={Uri.EscapeDataString(continuation)}", cancellationToken);
            all.AddRange(page.GetProperty(list).EnumerateArray());
            continuation = page.GetProperty("continuation").GetString();
        }
        while (continuation is not null);
        return all;
    }

    public static string Text(this JsonElement element, string property) =>
        element.GetProperty(property).GetString() ?? throw new InvalidDataException($"{property} is null in {element}.");

    /// <summary>An amount of the books, which crosses as a decimal string.</summary>
    public static decimal Amount(this JsonElement element, string property) =>
        decimal.Parse(element.Text(property), NumberStyles.Number, CultureInfo.InvariantCulture);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
