using Trading.Domain.Orders;
using Trading.Domain.Values;
using static Trading.Domain.Tests.Orders.AnOrder;

namespace Trading.Domain.Tests.Orders;

public sealed class OrderRulesTests
{
    [Fact]
    public void A_fill_the_broker_resends_changes_nothing()
    {
        var order = Working(quantity: 100).Given(Fill("exec-1", 40));

        var events = OrderRules.Decide(order, Fill("exec-1", 40));

        Assert.Empty(events);
    }

    [Fact]
    public void A_fill_resent_with_other_figures_is_noted_and_not_applied()
    {
        var order = Working(quantity: 100).Given(Fill("exec-1", 40));

        var after = order.Given(Fill("exec-1", 60));

        Assert.Equal(40, after.Filled.Value);
        Assert.Single(after.Contradictions);
    }

    [Fact]
    public void The_same_fill_with_another_tax_is_noted_once_for_each_tax_and_not_applied()
    {
        static RecordFill Taxed(decimal tax)
        {
            var fill = Fill("exec-1", 40);
            return fill with { Execution = fill.Execution with { Tax = new Money(tax) } };
        }

        var order = Working(quantity: 100).Given(Taxed(0.5m));

        var after = order.Given(Taxed(0.5m), Taxed(0.6m), Taxed(0.6m), Taxed(0.7m));

        Assert.Equal((40, 0.5m), (after.Filled.Value, after.Tax.Value));
        Assert.Equal(2, after.Contradictions.Count);
    }

    [Fact]
    public void The_last_fill_fills_the_order()
    {
        var order = Working(quantity: 100).Given(Fill("exec-1", 40), Fill("exec-2", 60, price: 20));

        Assert.Equal(OrderStatus.Filled, order.Status);
        Assert.Equal(16, order.AveragePrice!.Value.Value);
        Assert.Equal(2, order.Commission.Value);
    }

    [Fact]
    public void A_fill_that_exceeds_the_order_counts_and_is_reported()
    {
        var events = OrderRules.Decide(Working(quantity: 100).Given(Fill("exec-1", 90)), Fill("exec-2", 30));

        Assert.Collection(
            events,
            recorded => Assert.IsType<ExecutionRecorded>(recorded),
            over => Assert.Equal(20, Assert.IsType<OverfillDetected>(over).Excess.Value),
            filled => Assert.IsType<OrderFilled>(filled));
    }

    [Fact]
    public void A_fill_after_the_order_was_full_is_all_excess()
    {
        var events = OrderRules.Decide(In(OrderStatus.Filled), Fill("exec-9", 5));

        Assert.Equal(5, Assert.Single(events.OfType<OverfillDetected>()).Excess.Value);
        Assert.Empty(events.OfType<OrderFilled>());
    }

    [Fact]
    public void A_fill_that_wins_the_race_against_a_cancel_counts()
    {
        var order = Working(quantity: 100).Given(new RequestCancel("enough", Now), Fill("exec-1", 100));

        Assert.Equal(OrderStatus.Filled, order.Status);
    }

    [Fact]
    public void A_late_fill_of_a_cancelled_order_counts_and_leaves_it_cancelled()
    {
        var order = In(OrderStatus.Cancelled).Given(Fill("exec-1", 30));

        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.Equal(30, order.Filled.Value);
        Assert.False(order.IsSettled);
    }

    [Fact]
    public void An_order_sized_in_cash_is_full_when_the_broker_says_so()
    {
        var order = Working(new OrderSize.Cash(new Money(1000), WholeUnits: false)).Given(Fill("exec-1", 3));
        Assert.Equal(OrderStatus.PartiallyFilled, order.Status);

        order = order.Given(Fill("exec-2", 4, completes: true));

        Assert.Equal(OrderStatus.Filled, order.Status);
    }

    [Fact]
    public void An_order_that_did_not_pass_risk_is_never_submitted()
    {
        var order = Created().Given(new StartSubmission(Now));

        Assert.Equal(OrderStatus.Created, order.Status);
        Assert.Contains("StartSubmission while Created", order.Contradictions);
    }

    [Fact]
    public void A_kill_switch_stops_an_order_that_had_passed()
    {
        var order = Created().Given(new PassRisk(Now), new DenyRisk("kill-switch", "stop", Now));

        Assert.Equal(OrderStatus.RiskDenied, order.Status);
        Assert.True(order.IsSettled);
    }

    [Fact]
    public void An_unknown_fate_is_resolved_by_what_the_broker_says()
    {
        Assert.Equal(OrderStatus.Submitted, In(OrderStatus.Unknown).Given(new ReportAccepted("broker-7", Now)).Status);
        Assert.Equal(OrderStatus.Filled, In(OrderStatus.Unknown).Given(Fill("exec-1", 100)).Status);
        Assert.Equal(OrderStatus.Rejected, In(OrderStatus.Unknown).Given(new ReportRejected("no", "no", Now)).Status);
    }

    [Fact]
    public void A_fate_that_stays_open_for_a_minute_is_escalated_once_and_can_still_be_resolved()
    {
        var order = In(OrderStatus.Unknown);
        Assert.False(order.Given(new EscalateFate(Now.AddSeconds(59))).IsEscalated);

        order = order.Given(new EscalateFate(Now.AddSeconds(60)));

        Assert.Equal((OrderStatus.Unknown, true), (order.Status, order.IsEscalated));
        Assert.Empty(OrderRules.Decide(order, new EscalateFate(Now.AddSeconds(90))));
        Assert.Equal(OrderStatus.Submitted, order.Given(new ReportAccepted("broker-1", Now)).Status);
        Assert.All(Enum.GetValues<OrderStatus>().Where(status => !In(status).IsFateOpen), status => Assert.Empty(OrderRules.Decide(In(status), new EscalateFate(Now.AddDays(1)))));
    }

    [Fact]
    public void A_wish_to_cancel_hides_no_open_fate()
    {
        var order = In(OrderStatus.Unknown).Given(new RequestCancel("enough", Now.AddSeconds(10)));

        Assert.True(order.Given(new EscalateFate(Now.AddSeconds(60))).IsEscalated);
        Assert.All(
            new OrderCommand[] { new ReportAccepted("broker-1", Now), Fill("exec-1", 40), new ReportCancelled("enough", Now) },
            answer => Assert.Empty(OrderRules.Decide(order.Given(answer), new EscalateFate(Now.AddDays(1)))));
    }

    [Fact]
    public void An_order_is_settled_only_when_its_fills_are_booked()
    {
        var filled = In(OrderStatus.Filled);
        Assert.False(filled.IsSettled);

        var booked = filled.Given(new MarkBooked(new ExecutionId("exec-1"), Now));

        Assert.True(booked.IsSettled);
        Assert.Empty(OrderRules.Decide(booked, new MarkBooked(new ExecutionId("exec-1"), Now)));
    }

    [Fact]
    public void A_repeated_contradiction_is_noted_once()
    {
        var order = Created().Given(new ReportWorking(Now));

        Assert.Single(order.Contradictions);
        Assert.Empty(OrderRules.Decide(order, new ReportWorking(Now)));
    }

    [Fact]
    public void A_refusal_of_the_rest_keeps_what_traded()
    {
        var order = In(OrderStatus.PartiallyFilled).Given(new ReportRejected("halted", "halted", Now));

        Assert.Equal(OrderStatus.Rejected, order.Status);
        Assert.Equal(40, order.Filled.Value);
    }

    [Fact]
    public void Folding_the_events_gives_the_order_back()
    {
        List<OrderEvent> events = [OrderRules.Create(Intent())];
        var order = OrderRules.Fold(events);
        foreach (var command in AllCommands)
        {
            var decided = OrderRules.Decide(order, command);
            events.AddRange(decided);
            order = decided.Aggregate(order, OrderRules.Apply);
        }

        var folded = OrderRules.Fold(events);

        Assert.Equal(order.Status, folded.Status);
        Assert.Equal(order.Version, folded.Version);
        Assert.Equal(order.Executions, folded.Executions);
        Assert.Equal(events.Count, folded.Version);
    }

    [Fact]
    public void Every_command_has_an_answer_in_every_status_and_doubling_it_adds_nothing()
    {
        Assert.All(Enum.GetValues<OrderStatus>(), status =>
        {
            var order = In(status);
            Assert.Equal(status, order.Status);
            Assert.All(AllCommands, command =>
            {
                var once = order.Given(command);
                var again = OrderRules.Decide(once, command);
                Assert.True(again.Count == 0, $"{command.GetType().Name} in {status}, repeated, gave {string.Join(", ", again)}");
            });
        });
    }

    // Where a command leads from each status, in the order of OrderStatus; "." stays, "!" is a contradiction.
    [Theory]
    [InlineData(nameof(PassRisk), "Created ! . . . . . . . . . .")]
    [InlineData(nameof(DenyRisk), "RiskDenied . ! ! ! ! ! ! ! ! ! !")]
    [InlineData(nameof(StartSubmission), "! ! . . . . . . . . . .")]
    [InlineData(nameof(ReportUnknownFate), "! ! Unknown . . . . . . . . .")]
    [InlineData(nameof(EscalateFate), ". . . . . . . . . . . .")]
    [InlineData(nameof(ReportAccepted), "! ! Submitted . Submitted . . . . . ! .")]
    [InlineData(nameof(ReportWorking), "! ! Working Working Working . . . . . ! .")]
    [InlineData(nameof(ReportRejected), "! ! Rejected Rejected Rejected Rejected Rejected ! Rejected ! . !")]
    [InlineData(nameof(RequestCancel), "Cancelled . CancelPending CancelPending CancelPending CancelPending CancelPending . . . . .")]
    [InlineData(nameof(RequestReplace), "Cancelled ! CancelPending CancelPending CancelPending CancelPending CancelPending ! . ! ! !")]
    [InlineData(nameof(AllotRest), "! . ! ! ! ! ! . ! . . .")]   // it takes no other order's place
    [InlineData(nameof(ReportCancelled), "! ! Cancelled Cancelled Cancelled Cancelled Cancelled ! Cancelled . ! !")]
    [InlineData(nameof(ReportExpired), "! ! Expired Expired Expired Expired Expired ! Expired ! ! .")]
    public void A_command_leads_where_the_table_says(string name, string table)
    {
        var command = AllCommands.Single(candidate => candidate.GetType().Name == name);
        var expectations = table.Split(' ');

        Assert.All(Enum.GetValues<OrderStatus>(), status =>
        {
            var before = In(status);
            var after = before.Given(command);
            var expected = expectations[(int)status];
            Assert.Equal(expected is "." or "!" ? status : Enum.Parse<OrderStatus>(expected), after.Status);
            Assert.Equal(expected is "!", after.Contradictions.Count > before.Contradictions.Count);
        });
    }

    [Fact]
    public void Whatever_order_and_number_messages_come_in_the_facts_add_up()
    {
        const int seed = 20260105;
        var random = new Random(seed);
        for (var run = 0; run < 2000; run++)
        {
            var order = Created(run % 2 == 0 ? null : new OrderSize.Cash(new Money(5000), WholeUnits: true));
            var sent = new HashSet<ExecutionId>();
            var trail = new List<string>();
            for (var step = 0; step < 30; step++)
            {
                var command = RandomCommand(random);
                trail.Add(command.ToString());
                if (command is RecordFill { Execution: var fill } && !fill.Quantity.IsZero)
                    sent.Add(fill.Id);
                var before = order;
                order = order.Given(command);

                var context = $"seed {seed}, run {run}: {string.Join(" | ", trail)}";
                Assert.True(order.Executions.Select(execution => execution.Id).Distinct().Count() == order.Executions.Count, context);
                // No fill is lost: whichever status it met, it is on the order.
                Assert.True(sent.SetEquals(order.Executions.Select(execution => execution.Id)), context);
                Assert.True(order.Filled >= before.Filled, context);
                // Done stays done; only a fill that completes it may say filled after all.
                Assert.True(!before.IsDone || order.Status == before.Status || order.Status is OrderStatus.Filled, context);
                // Nothing reaches the broker that did not pass.
                Assert.True(order.IsCleared || order.Status is not (OrderStatus.Submitting or OrderStatus.Submitted or OrderStatus.Unknown or OrderStatus.Working), context);
                Assert.True(order.Booked.All(id => order.Executions.Exists(execution => execution.Id == id)), context);
                Assert.True(order.Version >= before.Version, context);
            }
        }
    }

    private static readonly OrderCommand[] AllCommands =
    [
        new PassRisk(Now),
        new StartSubmission(Now),
        new ReportUnknownFate(Now),
        new EscalateFate(Now),
        new ReportAccepted("broker-1", Now),
        new ReportWorking(Now),
        Fill("exec-5", 10),
        new MarkBooked(new ExecutionId("exec-5"), Now),
        new RequestCancel("enough", Now),
        new ReportRejected("no", "no", Now),
        new ReportCancelled("enough", Now),
        new ReportExpired(Now),
        new DenyRisk("kill-switch", "stop", Now),
        new RequestReplace(new OrderId("order-2"), Now),
        new AllotRest(new Quantity(30), Now),
    ];

    private static OrderCommand RandomCommand(Random random) => random.Next(AllCommands.Length + 4) switch
    {
        var pick when pick < AllCommands.Length => AllCommands[pick],
        // One id always carries the same figures, as a broker's does.
        _ => random.Next(8) is var number ? Fill($"exec-{number + 10}", 10 + number * 7, 10 + number, completes: number == 7) : throw new InvalidOperationException(),
    };
}
