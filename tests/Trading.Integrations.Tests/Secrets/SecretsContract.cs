using Trading.Application.Secrets;
using Trading.Domain.Accounts;

namespace Trading.Integrations.Tests.Secrets;

/// <summary>What every store of secrets does.</summary>
public abstract class SecretsContract
{
    protected static readonly UserId Ann = new("ann");
    protected static readonly SecretName Broker = Name("kis-live");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The store of the test, empty at first.</summary>
    protected abstract ISecrets Secrets { get; }

    [Fact]
    public async Task What_was_never_set_is_absent_and_no_error()
    {
        Assert.Null(await Secrets.FindAsync(Ann, Broker, Cancel));
        Assert.Empty(await Secrets.ListAsync(Ann, Cancel));
        Assert.False(await Secrets.DeleteAsync(Ann, Broker, Cancel));
    }

    [Fact]
    public async Task A_new_value_takes_the_place_of_the_old_one()
    {
        var first = await Secrets.SetAsync(Ann, Broker, Value("first"), Cancel);
        var second = await Secrets.SetAsync(Ann, Broker, Value("second"), Cancel);

        Assert.Equal("second", (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());
        Assert.True(first.UpdatedAt <= second.UpdatedAt);
        Assert.Equal([second], await Secrets.ListAsync(Ann, Cancel));
    }

    [Fact]
    public async Task A_value_comes_back_to_the_last_character()
    {
        var longest = "{\"key\":\"a+/=\\\"\n\t키" + new string('x', SecretValue.MaxBytes - 25) + "}";

        await Secrets.SetAsync(Ann, Broker, Value(longest), Cancel);

        Assert.Equal(longest, (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());
    }

    [Fact]
    public async Task Names_are_listed_in_their_order()
    {
        foreach (var name in new[] { "c", "a", "b-2", "b-10", "d" })
            await Secrets.SetAsync(Ann, Name(name), Value(name), Cancel);

        var all = await Secrets.ListAsync(Ann, Cancel);

        Assert.Equal(["a", "b-10", "b-2", "c", "d"], all.Select(secret => secret.Name.Value));
    }

    [Fact]
    public async Task Users_have_nothing_of_one_another_however_alike_they_are_called()
    {
        UserId[] users = [Ann, new("ann-"), new("an"), new("ann--kis"), new("kis-live")];
        foreach (var user in users)
            await Secrets.SetAsync(user, Broker, Value($"of {user}"), Cancel);

        await Secrets.DeleteAsync(new UserId("an"), Broker, Cancel);

        Assert.Null(await Secrets.FindAsync(new UserId("an"), Broker, Cancel));
        foreach (var user in users.Where(user => user.Value != "an"))
        {
            Assert.Equal($"of {user}", (await Secrets.FindAsync(user, Broker, Cancel))?.Reveal());
            Assert.Equal([Broker], (await Secrets.ListAsync(user, Cancel)).Select(secret => secret.Name));
        }
    }

    [Fact]
    public async Task What_was_deleted_is_gone_and_its_name_can_be_used_again()
    {
        await Secrets.SetAsync(Ann, Broker, Value("old"), Cancel);

        Assert.True(await Secrets.DeleteAsync(Ann, Broker, Cancel));
        Assert.Null(await Secrets.FindAsync(Ann, Broker, Cancel));
        Assert.Empty(await Secrets.ListAsync(Ann, Cancel));
        Assert.False(await Secrets.DeleteAsync(Ann, Broker, Cancel));
        await Secrets.SetAsync(Ann, Broker, Value("new"), Cancel);

        Assert.Equal("new", (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());
    }

    protected static SecretName Name(string text) =>
        SecretName.TryCreate(text, out var name) ? name : throw new ArgumentException($"'{text}' is no name.", nameof(text));

    protected static SecretValue Value(string text) =>
        SecretValue.Of(text).Match(ok: value => value, refused: problem => throw new ArgumentException(problem, nameof(text)));
}
