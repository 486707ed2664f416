#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>An account's name and one of its keys, with which requests are signed.</summary>
public class TableSharedKeyCredential
{
    private readonly byte[] key;

    /// <summary>The credential of an account.</summary>
    /// <param name="accountName">The account's name.</param>
    /// <param name="accountKey">One of its keys, in Base64.</param>
    /// <exception cref="FormatException">The key isn't Base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        AccountName = accountName;
        try
        {
            key = Convert.FromBase64String(accountKey);
        }
        catch (FormatException)
        {
            throw new FormatException($"The key of account '{accountName}' is not Base64.");
        }
    }

    /// <summary>The account's name.</summary>
    public string AccountName { get; }

    internal string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
