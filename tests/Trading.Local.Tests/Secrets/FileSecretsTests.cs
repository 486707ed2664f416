using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using Trading.Application.Secrets;
using Trading.Integrations.Tests.Secrets;
using Trading.Local.Secrets;

namespace Trading.Local.Tests.Secrets;

/// <summary>Secrets in an encrypted file, on a disk that may do them any harm.</summary>
public sealed class FileSecretsTests : SecretsContract, IDisposable
{
    private const string Hidden = "do-not-show-this-value";

    private readonly string root = Directory.CreateTempSubdirectory("secrets-").FullName;

    protected override ISecrets Secrets => Open();

    private string Data => Path.Combine(root, "data");

    private string Keys => Path.Combine(root, "keys");

    private string SecretsPath => Path.Combine(Data, "secrets.json");

    private string KeyPath => Assert.Single(Directory.GetFiles(Keys));

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task The_data_folder_holds_neither_a_value_nor_the_key_that_opens_it()
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);

        var key = (string)JsonNode.Parse(await File.ReadAllTextAsync(KeyPath, Cancel))!["key"]!;
        foreach (var file in Directory.GetFiles(Data))
        {
            var content = await File.ReadAllTextAsync(file, Cancel);
            Assert.DoesNotContain(Hidden, content, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Hidden))[..12], content, StringComparison.Ordinal);
            Assert.DoesNotContain(key, content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_value_looks_different_each_time_it_is_set()
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        var first = Contents();
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);

        Assert.NotEqual(first, Contents());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_their_owner_may_read_secrets_and_keys()
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SecretsPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Keys));
    }

    [Theory]
    [UnsupportedOSPlatform("windows")]
    [InlineData(UnixFileMode.GroupRead, "640")]
    [InlineData(UnixFileMode.OtherRead, "604")]
    [InlineData(UnixFileMode.GroupWrite, "620")]
    public async Task A_key_that_others_may_read_is_not_used_and_both_its_path_and_its_mode_are_said(UnixFileMode more, string mode)
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);

        foreach (var use in Uses())
        {
            var error = await Assert.ThrowsAsync<SecretsUnavailableException>(use);
            Assert.Contains($"'{KeyPath}' has mode {mode}", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_of_keys_that_others_may_write_to_is_not_used()
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        File.SetUnixFileMode(Keys, (UnixFileMode)Convert.ToInt32("777", 8));

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.FindAsync(Ann, Broker, Cancel));

        Assert.Contains($"'{Keys}' has mode 777", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data/keys")]
    [InlineData("data/../data/keys/")]
    public void Keys_may_not_lie_in_the_data_folder(string keys) =>
        Assert.Throws<SecretsUnavailableException>(() => new FileSecrets(Data, Path.Combine(root, keys), TimeProvider.System));

    [Theory]
    [InlineData("user", "bob")]
    [InlineData("name", "other")]
    [InlineData("version", 2)]
    [InlineData("updatedAt", "2020-01-01T00:00:00+00:00")]
    public async Task A_secret_opens_only_as_what_it_was_sealed(string field, object value)
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        Edit(secrets => secrets[0]![field] = JsonValue.Create(value));

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(
            () => Secrets.FindAsync(new(field == "user" ? "bob" : "ann"), Name(field == "name" ? "other" : "kis-live"), Cancel));

        Assert.Contains($"'{SecretsPath}' can't be opened", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_secrets_whose_contents_were_exchanged_do_not_open()
    {
        await Secrets.SetAsync(Ann, Name("a"), Value("of a"), Cancel);
        await Secrets.SetAsync(Ann, Name("b"), Value("of b"), Cancel);
        Edit(secrets =>
        {
            var (a, b) = (secrets[0]!["content"]!.DeepClone(), secrets[1]!["content"]!.DeepClone());
            (secrets[0]!["content"], secrets[1]!["content"]) = (b, a);
        });

        await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.FindAsync(Ann, Name("a"), Cancel));
        await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.FindAsync(Ann, Name("b"), Cancel));
    }

    [Fact]
    public async Task No_flipped_bit_of_a_sealed_value_goes_unnoticed_and_the_others_still_open()
    {
        await Secrets.SetAsync(Ann, Name("a"), Value("ab"), Cancel);
        await Secrets.SetAsync(Ann, Name("b"), Value("of b"), Cancel);
        var good = Convert.FromBase64String(Contents()[0]);

        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bad = good.ToArray();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            Edit(secrets => secrets[0]!["content"] = Convert.ToBase64String(bad));

            await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.FindAsync(Ann, Name("a"), Cancel));
        }

        Assert.Equal("of b", (await Secrets.FindAsync(Ann, Name("b"), Cancel))?.Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"format\":1")]
    [InlineData("{\"format\":1,\"key\":\"0123456789abcdef\",\"secrets\":[null]}")]
    [InlineData("{\"format\":1,\"key\":\"../../0123456789\",\"secrets\":[]}")]
    [InlineData("{\"format\":1,\"key\":\"0123456789abcdef\",\"secrets\":[{\"user\":\"ann\",\"name\":\"a--b\",\"version\":1,\"updatedAt\":\"2026-01-01T00:00:00Z\",\"content\":\"\"}]}")]
    [InlineData("{\"format\":2,\"key\":\"0123456789abcdef\",\"secrets\":[]}")]
    public async Task A_file_that_is_damaged_is_named_and_left_as_it_is(string content)
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        await File.WriteAllTextAsync(SecretsPath, content, Cancel);

        foreach (var use in Uses().Append(() => Secrets.ListAsync(Ann, Cancel)).Append(() => Secrets.DeleteAsync(Ann, Broker, Cancel)))
        {
            var error = await Assert.ThrowsAsync<SecretsUnavailableException>(use);
            Assert.Contains($"'{SecretsPath}'", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(content, await File.ReadAllTextAsync(SecretsPath, Cancel));
    }

    [Fact]
    public async Task A_key_that_is_missing_is_named_and_once_it_is_back_everything_is_there()
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        var (path, before) = (KeyPath, await File.ReadAllTextAsync(SecretsPath, Cancel));
        File.Move(path, path + ".away");

        foreach (var use in Uses())
        {
            var error = await Assert.ThrowsAsync<SecretsUnavailableException>(use);
            Assert.Contains($"'{path}', which isn't there", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllTextAsync(SecretsPath, Cancel));
        File.Move(path + ".away", path);
        Assert.Equal(Hidden, (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());
    }

    [Fact]
    public async Task Another_key_in_the_place_of_the_right_one_opens_nothing_and_both_files_are_named()
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        var key = JsonNode.Parse(await File.ReadAllTextAsync(KeyPath, Cancel))!;
        key["key"] = Convert.ToBase64String(new byte[32]);
        await File.WriteAllTextAsync(KeyPath, key.ToJsonString(), Cancel);

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.FindAsync(Ann, Broker, Cancel));

        Assert.Contains($"'{SecretsPath}'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{KeyPath}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_a_value_nor_a_key_is_in_an_error()
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        var key = (string)JsonNode.Parse(await File.ReadAllTextAsync(KeyPath, Cancel))!["key"]!;
        var broken = (await File.ReadAllTextAsync(KeyPath, Cancel)).Replace("=\"", "=x\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(KeyPath, broken, Cancel);

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.FindAsync(Ann, Broker, Cancel));

        Assert.Contains($"'{KeyPath}' is damaged", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key[..12], error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rotation_keeps_every_value_and_takes_the_old_key_away()
    {
        for (var i = 0; i < 20; i++)
            await Secrets.SetAsync(Ann, Name($"s{i}"), Value($"value {i}"), Cancel);
        var (oldKey, oldContents) = (KeyPath, Contents());

        var (count, kept) = await Open().RotateAsync(Cancel);

        Assert.Equal((20, null), (count, kept));
        Assert.NotEqual(oldKey, KeyPath);
        Assert.Empty(oldContents.Intersect(Contents()));
        for (var i = 0; i < 20; i++)
            Assert.Equal($"value {i}", (await Secrets.FindAsync(Ann, Name($"s{i}"), Cancel))?.Reveal());
    }

    [Fact]
    public async Task A_rotation_that_meets_a_secret_it_cannot_open_changes_nothing()
    {
        await Secrets.SetAsync(Ann, Name("a"), Value("of a"), Cancel);
        await Secrets.SetAsync(Ann, Name("b"), Value("of b"), Cancel);
        Edit(secrets => secrets[1]!["version"] = 9);
        var before = (KeyPath, await File.ReadAllTextAsync(SecretsPath, Cancel));

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Open().RotateAsync(Cancel));

        Assert.Contains("'b'", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, (KeyPath, await File.ReadAllTextAsync(SecretsPath, Cancel)));
    }

    [Fact]
    public async Task A_rotation_that_ended_before_or_after_it_replaced_the_file_is_made_good_by_the_next()
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        var (oldPath, oldKey, oldFile) = (KeyPath, await File.ReadAllBytesAsync(KeyPath, Cancel), await File.ReadAllBytesAsync(SecretsPath, Cancel));
        await Open().RotateAsync(Cancel);
        await File.WriteAllBytesAsync(oldPath, oldKey, Cancel);   // as if it had died before it took the old key away
        Restrict(oldPath);
        Assert.Equal(Hidden, (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());
        await File.WriteAllBytesAsync(SecretsPath, oldFile, Cancel);   // and before it replaced the file
        Assert.Equal(Hidden, (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());
        Assert.Equal(2, Directory.GetFiles(Keys).Length);

        await Open().RotateAsync(Cancel);

        Assert.Equal(Hidden, (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());
        Assert.NotEqual(oldPath, KeyPath);
    }

    [Fact]
    public async Task A_copy_of_the_data_folder_takes_no_key_away_from_the_one_it_was_copied_from()
    {
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        var key = KeyPath;
        var copied = Path.Combine(root, "copy");
        Directory.CreateDirectory(copied);
        File.Copy(SecretsPath, Path.Combine(copied, "secrets.json"));
        var copy = new FileSecrets(copied, Keys, TimeProvider.System);

        var (_, kept) = await copy.RotateAsync(Cancel);

        Assert.Equal(key, kept);
        Assert.Equal(Hidden, (await copy.FindAsync(Ann, Broker, Cancel))?.Reveal());
        Assert.Equal(Hidden, (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());
    }

    [Fact]
    public async Task Without_secrets_there_is_nothing_to_rotate()
    {
        Assert.Equal((0, null), await Open().RotateAsync(Cancel));
        Assert.False(Directory.Exists(Keys));
    }

    [Fact]
    public async Task Many_that_set_and_rotate_at_once_lose_nothing()
    {
        const int Writers = 8;
        const int Each = 10;
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);

        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var own = Open();
            for (var i = 0; i < Each; i++)
            {
                await own.SetAsync(Ann, Name($"w{writer}-{i}"), Value($"{writer}.{i}"), Cancel);
                Assert.Equal(Hidden, (await own.FindAsync(Ann, Broker, Cancel))?.Reveal());
                if (i % 5 == writer % 5)
                    await own.RotateAsync(Cancel);
            }
        }));
        await Task.WhenAll(writers);

        Assert.Equal((Writers * Each) + 1, (await Secrets.ListAsync(Ann, Cancel)).Count);
        for (var writer = 0; writer < Writers; writer++)
        {
            for (var i = 0; i < Each; i++)
                Assert.Equal($"{writer}.{i}", (await Secrets.FindAsync(Ann, Name($"w{writer}-{i}"), Cancel))?.Reveal());
        }

        _ = KeyPath;   // one is left
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_used_is_named()
    {
        await File.WriteAllTextAsync(Data, "a file", Cancel);

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel));

        Assert.Contains($"'{Data}'", error.Message, StringComparison.Ordinal);
    }

    private static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private FileSecrets Open() => new(Data, Keys, TimeProvider.System);

    /// <summary>All that needs the key.</summary>
    private IEnumerable<Func<Task>> Uses() =>
        [() => Secrets.FindAsync(Ann, Broker, Cancel), () => Secrets.SetAsync(Ann, Broker, Value("new"), Cancel), () => Open().RotateAsync(Cancel)];

    private string[] Contents() =>
        [.. JsonNode.Parse(File.ReadAllText(SecretsPath))!["secrets"]!.AsArray().Select(secret => (string)secret!["content"]!)];

    private void Edit(Action<JsonArray> change)
    {
        var file = JsonNode.Parse(File.ReadAllText(SecretsPath))!;
        change(file["secrets"]!.AsArray());
        File.WriteAllText(SecretsPath, file.ToJsonString());
    }
}
