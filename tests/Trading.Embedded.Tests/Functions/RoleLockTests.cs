namespace Trading.Embedded.Tests.Functions;

public sealed class RoleLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("roles-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_role_is_taken_once_and_roles_share_a_folder()
    {
        using var functions = EmbeddedRoleLock.Take(folder, EmbeddedRole.Functions);
        using var gateway = EmbeddedRoleLock.Take(folder, EmbeddedRole.Gateway);

        var error = Assert.Throws<EmbeddedRoleTakenException>(() => EmbeddedRoleLock.Take(folder, EmbeddedRole.Functions));

        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
        Assert.Contains($"functions process (pid {Environment.ProcessId})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_given_back_can_be_taken_again()
    {
        EmbeddedRoleLock.Take(folder, EmbeddedRole.Functions).Dispose();

        using var again = EmbeddedRoleLock.Take(folder, EmbeddedRole.Functions);

        Assert.True(File.Exists(Path.Combine(folder, "functions.pid")));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");

        var error = Assert.Throws<EmbeddedStoreException>(() => EmbeddedRoleLock.Take(Path.Combine(file, "below"), EmbeddedRole.Functions));

        Assert.Contains("below", error.Message, StringComparison.Ordinal);
    }
}
