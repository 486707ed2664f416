using System.Text;
using Trading.Domain.Orders;
using Trading.Embedded;
using Trading.Local.Trials;

namespace Trading.Local.Tests.Trials;

/// <summary>Answers that fit what was promised pass; each one that does not is found out.</summary>
public sealed class KilledTrialAnswersTests
{
    private const string Trade = "2026-03-02T14:31:00Z,a,US:AAA,buy,10,5,50,USD,0,0,0,one,fill-1";

    private readonly TradingJournal journal = new(TimeProvider.System);
    private readonly Dictionary<string, (int Status, string Body)> answers = new()
    {
        ["POST /api/accounts"] = (201, """{"id":"a"}"""),
        ["POST /api/orders"] = (202, """{"id":"one"}"""),
        ["GET /api/orders?limit=1000"] = (200, """{"orders":[{"id":"one","account":"a","filled":"10"}],"continuation":null}"""),
        ["GET /api/orders/one/certificate/verification"] = (200, """{"intact":true}"""),
        ["GET /api/reconciliation"] = (200, """{"differences":0}"""),
        ["GET /api/accounts/a/ledger?limit=1000"] = (200, """{"entries":[{"id":"fill-1","kind":"trade","postings":[{"amount":"-50"},{"amount":"50"}]}],"continuation":null}"""),
        ["GET /api/portfolio/transactions?account=a"] = (200, $"header\n{Trade}\n"),
    };

    [Fact]
    public async Task Answers_that_fit_together_break_nothing()
    {
        await CheckAsync();

        Assert.Empty(journal.Violations);
    }

    [Theory]
    [InlineData("POST /api/orders", 202, """{"id":"two"}""", "repeated under its key")]
    [InlineData("POST /api/orders", 422, """{"code":"idempotency-key-reused"}""", "repeated under its key")]
    [InlineData("GET /api/orders/one/certificate/verification", 200, """{"intact":false}""", "order one")]
    [InlineData("GET /api/reconciliation", 200, """{"differences":1}""", "books and brokers differ")]
    [InlineData("GET /api/accounts/a/ledger?limit=1000", 200, """{"entries":[{"id":"fill-1","kind":"trade","postings":[{"amount":"-50"},{"amount":"49"}]}],"continuation":null}""", "does not balance")]
    [InlineData("GET /api/accounts/a/ledger?limit=1000", 200, """{"entries":[],"continuation":null}""", "other trades than the ledger")]
    [InlineData("GET /api/portfolio/transactions?account=a", 200, "header\n", "is in the file of transactions")]
    [InlineData("GET /api/portfolio/transactions?account=a", 200, $"header\n{Trade}\n{Trade}\n", "is in the file of transactions")]
    public async Task An_answer_that_does_not_fit_is_noticed(string request, int status, string body, string violation)
    {
        answers[request] = (status, body);

        await CheckAsync();

        Assert.Contains(journal.Violations, found => found.Contains(violation, StringComparison.Ordinal));
    }

    private async Task CheckAsync()
    {
        var user = new SimulatedUser(AskAsync, TimeProvider.System, [], journal, new Random(1), UserHabits.Hurried);
        await user.OpenAccountAsync();
        journal.Acknowledged(new OrderId("one"), new HttpAsk("POST", "/api/orders"));
        await new KilledTrialAnswers(user, journal).CheckAsync();
    }

    private Task<SimulatedResponse> AskAsync(HttpAsk request)
    {
        var (status, body) = answers[$"{request.Method} {request.Path}"];
        return Task.FromResult(new SimulatedResponse(status, Encoding.UTF8.GetBytes(body)));
    }
}
