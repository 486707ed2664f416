using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Screening;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Screening;
using Trading.Domain.Strategies;
using Trading.Integrations.Screening;

namespace Trading.Integrations.Tests.Screening;

public sealed class TableScreenRepositoryTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly UserId Owner = new("owner");
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly IScreenRepository screens = new ServiceCollection()
        .AddSingleton(TestTables.New()).AddScreeningStores().BuildServiceProvider().GetRequiredService<IScreenRepository>();

    [Fact]
    public async Task Every_field_of_the_largest_screen_comes_back()
    {
        var document = new ScreenDocument("Größte / 가장 큰?", Market.KRX, Interval.OneHour, [.. Enumerable.Range(1, 50).Select(i => $"close > {i} #{new string('x', 1_980)}")])
        {
            Description = new string('d', 2_000),
            Symbols = [.. Enumerable.Range(1, 5_000).Select(number => $"{number:000000}")],
            Ranking = new Ranking("roc(20)", HighestFirst: false),
            Columns = [.. Enumerable.Range(1, 50).Select(i => $"sma({i}) #{new string('y', 1_980)}")],
            Limit = 7,
            MaxAgeDays = 3,
        };
        var stored = new StoredScreen(Owner, new ScreenId("all"), document, Noon) { Version = 4, ChangedAt = Noon.AddDays(1) };

        await screens.CreateAsync(stored, Cancel);

        Assert.Equivalent(stored, await screens.FindAsync(Owner, stored.Id, Cancel), strict: true);
        Assert.Equivalent(stored, await screens.FindByNameAsync(Owner, "GRÖSSTE / 가장 큰?".Replace("SS", "ß", StringComparison.Ordinal), Cancel), strict: true);
    }

    [Fact]
    public async Task Two_screens_of_a_user_cannot_have_one_name_and_two_users_can()
    {
        Assert.True((await screens.CreateAsync(A("one", "Dip"), Cancel)).TryGet(out _, out _));

        Assert.Equal(new ScreenRefusal.NameTaken("DIP"), Refusal(await screens.CreateAsync(A("two", "DIP"), Cancel)));
        Assert.True((await screens.CreateAsync(A("two", "Dip") with { User = new UserId("other") }, Cancel)).TryGet(out _, out _));
        Assert.Single(await screens.ListAsync(Owner, Cancel));
    }

    [Fact]
    public async Task A_repeated_creation_gives_what_is_stored()
    {
        await screens.CreateAsync(A("one", "Dip"), Cancel);

        Assert.True((await screens.CreateAsync(A("one", "Other"), Cancel)).TryGet(out var stored, out _));

        Assert.Equal("Dip", stored.Document.Name);
        Assert.Null(await screens.FindByNameAsync(Owner, "Other", Cancel));
    }

    [Fact]
    public async Task A_new_name_frees_the_old_one_and_is_refused_where_it_is_taken()
    {
        await screens.CreateAsync(A("one", "Dip"), Cancel);
        await screens.CreateAsync(A("two", "Trend"), Cancel);

        Assert.Equal(new ScreenRefusal.NameTaken("trend"), Refusal(await screens.ReplaceAsync(A("one", "trend") with { Version = 2 }, Cancel)));
        Assert.True((await screens.ReplaceAsync(A("one", "Deep dip") with { Version = 2 }, Cancel)).TryGet(out _, out _));

        Assert.Null(await screens.FindByNameAsync(Owner, "Dip", Cancel));
        Assert.Equal("one", (await screens.FindByNameAsync(Owner, "deep DIP", Cancel))!.Id.Value);
        Assert.True((await screens.CreateAsync(A("three", "Dip"), Cancel)).TryGet(out _, out _));
    }

    [Fact]
    public async Task Of_writers_at_one_time_one_wins_and_the_others_learn_the_version()
    {
        await screens.CreateAsync(A("one", "Dip"), Cancel);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => screens.ReplaceAsync(A("one", $"Dip {i}") with { Version = 2 }, Cancel)));

        Assert.Single(results, result => result.TryGet(out _, out _));
        Assert.All(results.Where(result => !result.TryGet(out _, out _)), result => Assert.Equal(new ScreenRefusal.Changed(2), Refusal(result)));
        var stored = Assert.Single(await screens.ListAsync(Owner, Cancel));
        Assert.Equal(stored.Id, (await screens.FindByNameAsync(Owner, stored.Document.Name, Cancel))!.Id);
    }

    [Fact]
    public async Task A_removed_screen_frees_its_name_and_is_removed_once()
    {
        await screens.CreateAsync(A("one", "Dip"), Cancel);

        var removed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => screens.DeleteAsync(Owner, new ScreenId("one"), Cancel)));

        Assert.Single(removed, isRemoved => isRemoved);
        Assert.Equal(new ScreenRefusal.Unknown(), Refusal(await screens.ReplaceAsync(A("one", "Dip") with { Version = 2 }, Cancel)));
        Assert.True((await screens.CreateAsync(A("two", "Dip"), Cancel)).TryGet(out _, out _));
    }

    private static StoredScreen A(string id, string name) =>
        new(Owner, new ScreenId(id), new ScreenDocument(name, Market.US, Interval.OneDay, ["close > sma(20)"]), Noon);

    private static ScreenRefusal Refusal(Result<StoredScreen, ScreenRefusal> result)
    {
        Assert.False(result.TryGet(out _, out var refusal));
        return refusal!;
    }
}
