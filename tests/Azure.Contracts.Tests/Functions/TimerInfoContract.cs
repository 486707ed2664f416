using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Azure.Contracts.Tests.Functions;

/// <summary>What a timer function is told about its schedule.</summary>
public sealed class TimerInfoContract
{
    [Fact]
    public void The_hosts_message_is_read()
    {
        const string Message =
            """
            {
              "ScheduleStatus": { "Last": "2026-03-02T14:25:00Z", "Next": "2026-03-02T14:30:00Z", "LastUpdated": "2026-03-02T14:25:01Z" },
              "IsPastDue": true
            }
            """;

        var timer = JsonSerializer.Deserialize<TimerInfo>(Message)!;

        Assert.True(timer.IsPastDue);
        var status = Assert.IsType<ScheduleStatus>(timer.ScheduleStatus);
        Assert.Equal(new DateTime(2026, 3, 2, 14, 25, 0, DateTimeKind.Utc), status.Last);
        Assert.Equal(new DateTime(2026, 3, 2, 14, 30, 0, DateTimeKind.Utc), status.Next);
        Assert.Equal(new DateTime(2026, 3, 2, 14, 25, 1, DateTimeKind.Utc), status.LastUpdated);
    }
}
