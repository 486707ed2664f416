using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Trading.Application.Secrets;

namespace Trading.Application.Tests.Secrets;

public sealed class SecretValueTests
{
    private const string Text = "hunter2-hunter2";

    [Fact]
    public void A_value_is_given_to_who_asks_for_it_and_shows_itself_to_nobody_else()
    {
        var value = Value(Text);

        string[] shown =
        [
            value.ToString(), $"{value}", JsonSerializer.Serialize(value), JsonSerializer.Serialize(new { Login = value }),
            new Holder(value).ToString(), typeof(SecretValue).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value!,
        ];

        Assert.Equal(Text, value.Reveal());
        Assert.All(shown, text => Assert.Contains("***", text, StringComparison.Ordinal));
        Assert.All(shown, text => Assert.DoesNotContain(Text, text, StringComparison.Ordinal));
        Assert.Empty(typeof(SecretValue).GetProperties());
        Assert.All(
            typeof(SecretValue).GetFields(BindingFlags.Instance | BindingFlags.NonPublic),
            field => Assert.Equal(DebuggerBrowsableState.Never, field.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State));
    }

    [Fact]
    public void The_stars_that_stand_for_a_value_are_never_taken_for_one() =>
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<SecretValue>("\"***\""));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void A_value_of_nothing_is_refused(string? text) => Assert.Contains("empty", Problem(text), StringComparison.Ordinal);

    [Fact]
    public void A_value_as_long_as_Key_Vault_takes_is_accepted_and_one_byte_more_is_refused()
    {
        // Three bytes each in UTF-8.
        var longest = new string('키', SecretValue.MaxBytes / 3) + new string('x', SecretValue.MaxBytes % 3);

        Assert.Equal(longest, Value(longest).Reveal());
        Assert.Contains("25600", Problem(longest + "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_no_store_could_give_back_as_it_was_is_refused_without_showing_it()
    {
        var problem = Problem(Text + '\ud800');

        Assert.Contains("half of a character", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Text, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kis-live", "kis-live")]
    [InlineData("KIS-Live", "kis-live")]
    [InlineData("7", "7")]
    public void A_name_is_letters_digits_and_hyphens_whatever_their_case(string text, string expected)
    {
        Assert.True(SecretName.TryCreate(text, out var name));
        Assert.Equal(expected, name.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a_b")]
    [InlineData("키")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901")]
    public void What_a_vault_or_another_user_s_name_could_be_confused_by_is_no_name(string? text) =>
        Assert.False(SecretName.TryCreate(text, out _));

    private static SecretValue Value(string text) => SecretValue.Of(text).Match(ok: value => value, refused: problem => throw new ArgumentException(problem));

    private static string Problem(string? text) => SecretValue.Of(text).Match(ok: _ => throw new ArgumentException("It was accepted."), refused: problem => problem);

    private sealed record Holder(SecretValue Login);
}
