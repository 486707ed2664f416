using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

public sealed class DurableFunctionsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_orchestration_started_by_a_request_calls_its_activities_within_one_trace()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(DurableSpecimens)));

        using var response = await host.Client.PostAsync("/api/sum/s1?upTo=4", null, None);

        var answer = (await response.Content.ReadAsStringAsync(None)).Split(' ');
        Assert.Equal(["Completed", "10"], answer[..2]);
        var trace = answer[2];
        Assert.Equal([$"s1 0+1 Add {trace}", $"s1 1+2 Add {trace}", $"s1 3+3 Add {trace}", $"s1 6+4 Add {trace}"], host.Services.GetRequiredService<Notes>().All);
    }

    [Fact]
    public async Task A_failed_activity_fails_its_orchestration_with_the_reason()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(DurableSpecimens)));

        using var response = await host.Client.PostAsync("/api/sum/s2?upTo=13", null, None);

        Assert.StartsWith("Failed Task 'Add' (#12) failed with an unhandled exception: unlucky", await response.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Contains(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("FunctionName=Add", StringComparison.Ordinal));
    }
}
