namespace Trading.Embedded.Durable;

/// <summary>What the service accepts as the id of an instance.</summary>
internal static class InstanceIds
{
    private const int Longest = 100;

    /// <exception cref="ArgumentException">The service would refuse the id, or lose its instance.</exception>
    public static void Check(string id, string parameter)
    {
        if (id.Length is 0 or > Longest)
            throw new ArgumentException($"The instance id '{id}' has {id.Length} characters; expected 1 to {Longest}.", parameter);
        if (id[0] == '@')
            throw new ArgumentException($"The instance id '{id}' begins with '@', which is kept for entities.", parameter);
        foreach (var character in id)
        {
            if (character is '/' or '\\' or '#' or '?' || char.IsControl(character))
            {
                throw new ArgumentException(
                    $"The instance id '{id}' holds the character U+{(int)character:X4}; '/', '\\', '#', '?' and control characters are not allowed.", parameter);
            }
        }
    }
}
