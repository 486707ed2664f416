using System.CommandLine;
using System.Globalization;
using System.Text;
using Trading.Application.Identity;
using Trading.Application.Secrets;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Local.Secrets;

namespace Trading.Local.Commands;

/// <summary>Sets, lists and deletes the owner's secrets in a data folder, and gives them a new key; also while the app serves it.</summary>
internal sealed class SecretsCommand(TimeProvider clock)
{
    private static readonly UserId Owner = new LocalOwner().Id;

    private readonly Option<string> keys = KeysOption.Create(recursive: true);
    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of all data; created when missing.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => ".data",
        Recursive = true,
    };

    /// <summary>The command with its subcommands.</summary>
    public Command Create()
    {
        var name = new Argument<string>("NAME") { Description = $"{SecretName.Expected}, such as kis-live." };
        name.Validators.Add(result =>
        {
            if (!SecretName.TryCreate(result.GetValueOrDefault<string>(), out _))
                result.AddError($"NAME is '{result.GetValueOrDefault<string>()}'; expected {SecretName.Expected}.");
        });
        // The validator has made sure that it is one.
        SecretName NameOf(ParseResult parsed) => SecretName.TryCreate(parsed.GetRequiredValue(name), out var known) ? known : default;

        var set = new Command("set", "Sets a secret; its value is asked for, or read from standard input.") { name };
        set.SetAction(Guarded((secrets, parsed, token) => SetAsync(secrets, NameOf(parsed), parsed.InvocationConfiguration, token)));
        var list = new Command("list", "Lists the names of secrets, and when each was set.");
        list.SetAction(Guarded((secrets, parsed, token) => ListAsync(secrets, parsed.InvocationConfiguration.Output, token)));
        var delete = new Command("delete", "Deletes a secret.") { name };
        delete.SetAction(Guarded((secrets, parsed, token) => DeleteAsync(secrets, NameOf(parsed), parsed.InvocationConfiguration, token)));
        var rotate = new Command("rotate", "Seals all secrets anew under a new key and deletes the old one; older copies of the data folder can't be opened any more.");
        rotate.SetAction(Guarded((secrets, parsed, token) => RotateAsync(secrets, parsed.InvocationConfiguration.Output, token)));
        return new Command("secrets", "Logins and keys that the system uses for you, encrypted; no command shows a value.") { data, keys, set, list, delete, rotate };
    }

    private Func<ParseResult, CancellationToken, Task<int>> Guarded(Func<FileSecrets, ParseResult, CancellationToken, Task<int>> run) =>
        (parsed, cancellationToken) => Failure.GuardAsync(
            () => run(new FileSecrets(parsed.GetRequiredValue(data), parsed.GetRequiredValue(keys), clock), parsed, cancellationToken),
            parsed.InvocationConfiguration.Error);

    private static async Task<int> SetAsync(FileSecrets secrets, SecretName name, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var read = Console.IsInputRedirected ? await ReadInputAsync(cancellationToken) : SecretValue.Of(Ask($"Value of {name}, not shown: ", console.Output));
        if (!read.TryGet(out var value, out var problem))
        {
            await console.Error.WriteLineAsync(problem);
            return ExitCode.Failed;
        }

        await secrets.SetAsync(Owner, name, value, cancellationToken);
        await console.Output.WriteLineAsync($"Secret '{name}' is set.");
        return ExitCode.Ok;
    }

    private static async Task<int> ListAsync(FileSecrets secrets, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var secret in await secrets.ListAsync(Owner, cancellationToken))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{secret.Name,-SecretName.MaxLength} {secret.UpdatedAt:yyyy-MM-dd HH:mm:ss}Z"));
        return ExitCode.Ok;
    }

    private static async Task<int> DeleteAsync(FileSecrets secrets, SecretName name, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (!await secrets.DeleteAsync(Owner, name, cancellationToken))
        {
            await console.Error.WriteLineAsync($"There is no secret '{name}'.");
            return ExitCode.Failed;
        }

        await console.Output.WriteLineAsync($"Secret '{name}' is deleted.");
        return ExitCode.Ok;
    }

    private static async Task<int> RotateAsync(FileSecrets secrets, TextWriter output, CancellationToken cancellationToken)
    {
        var (count, keptKey) = await secrets.RotateAsync(cancellationToken);
        await output.WriteLineAsync(count == 0 ? "There are no secrets." : $"Secrets sealed with a new key: {count}.");
        if (keptKey is not null)
            await output.WriteLineAsync($"The former key '{keptKey}' was made for another data folder and is kept.");
        return ExitCode.Ok;
    }

    // One more than is accepted shows that there is more. The line end that echo and editors put behind is not meant.
    private static async Task<Result<SecretValue, string>> ReadInputAsync(CancellationToken cancellationToken)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        var characters = new char[SecretValue.MaxBytes + 3];
        try
        {
            var text = new string(characters, 0, await input.ReadBlockAsync(characters, cancellationToken));
            return SecretValue.Of(text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text);
        }
        catch (DecoderFallbackException)
        {
            return "The value is no text in UTF-8.";
        }
    }

    private static string Ask(string prompt, TextWriter output)
    {
        output.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (key.KeyChar != 0)
                typed.Append(key.KeyChar);
        }

        output.WriteLine();
        return typed.ToString();
    }
}
