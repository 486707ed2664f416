using System.Diagnostics;
using System.Net.Http.Headers;
using Trading.Embedded;

namespace Trading.Local.Trials;

/// <summary>The program in a process of its own, killed and started again on one data folder.</summary>
/// <param name="dataFolder">Its data.</param>
/// <param name="keyFolder">Its keys.</param>
internal sealed class KilledProgram(string dataFolder, string keyFolder) : IDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly HttpClient http = new() { Timeout = Limit };
    private Life? life;

    /// <summary>Requests that were answered.</summary>
    public int Answers { get; private set; }

    /// <summary>Requests that were under way when the process was killed.</summary>
    public int Lost { get; private set; }

    /// <summary>Starts the program; it may not listen yet.</summary>
    public void Start()
    {
        life?.Dispose();
        life = new Life(dataFolder, keyFolder);
    }

    /// <summary>Waits until the program listens.</summary>
    /// <exception cref="InvalidOperationException">It ended instead, or does not within two minutes; the message holds what it wrote.</exception>
    public async Task ListeningAsync() => await Current.Address.Task.WaitAsync(Limit);

    /// <summary>SIGKILL: the program gets no chance to put anything in order.</summary>
    /// <exception cref="InvalidOperationException">It has ended by itself.</exception>
    public Task KillAsync() => Current.KillAsync();

    /// <summary>Makes a request as soon as the program listens.</summary>
    /// <exception cref="SimulatedDeathException">The process was killed before it answered: it may have done what was asked, or not.</exception>
    public async Task<SimulatedResponse> AskAsync(HttpAsk request)
    {
        var asked = Current;
        try
        {
            using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(await asked.Address.Task.WaitAsync(Limit), request.Path));
            if (request.Body is not null)
                message.Content = new ByteArrayContent(request.Body) { Headers = { ContentType = new MediaTypeHeaderValue(request.ContentType) } };
            foreach (var (name, value) in request.Headers ?? new Dictionary<string, string>())
                message.Headers.Add(name, value);
            using var answer = await http.SendAsync(message);
            var response = new SimulatedResponse((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
            Answers++;
            return response;
        }
        catch (Exception ended) when (ended is HttpRequestException or InvalidOperationException && asked.WasKilled)
        {
            Lost++;
            throw new SimulatedDeathException("program");
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException or TimeoutException)
        {
            throw new InvalidOperationException($"{request.Method} {request.Path}: {failed.Message}{Environment.NewLine}{asked.Output}", failed);
        }
    }

    public void Dispose()
    {
        life?.Dispose();
        http.Dispose();
    }

    private Life Current => life ?? throw new InvalidOperationException("The program was never started.");

    /// <summary>One process.</summary>
    private sealed class Life : IDisposable
    {
        private const int KeptLines = 50;

        private readonly Process process;
        private readonly Queue<string> output = new();

        public Life(string dataFolder, string keyFolder)
        {
            process = new Process
            {
                StartInfo = new ProcessStartInfo("dotnet", [typeof(LocalApp).Assembly.Location, "--data", dataFolder, "--keys", keyFolder, "--port", "0"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                },
                EnableRaisingEvents = true,
            };
            process.OutputDataReceived += (_, line) => Take(line.Data);
            process.ErrorDataReceived += (_, line) => Take(line.Data);
            process.Exited += (_, _) => NobodyListens();
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            // Nobody may be waiting for it.
            Address.Task.ContinueWith(address => address.Exception, TaskScheduler.Default);
        }

        /// <summary>Where it listens, once it does.</summary>
        public TaskCompletionSource<Uri> Address { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>It was killed, or is about to be.</summary>
        public bool WasKilled { get; private set; }

        /// <summary>The last lines it wrote, both streams.</summary>
        public string Output
        {
            get
            {
                lock (output)
                    return string.Join(Environment.NewLine, output);
            }
        }

        public async Task KillAsync()
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The program ended by itself with {process.ExitCode}.{Environment.NewLine}{Output}");
            WasKilled = true;
            process.Kill();
            await process.WaitForExitAsync();
            NobodyListens();
        }

        public void Dispose()
        {
            WasKilled = true;
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        private void NobodyListens() => Address.TrySetException(new InvalidOperationException($"The program ended before it listened.{Environment.NewLine}{Output}"));

        private void Take(string? line)
        {
            if (line is null)
                return;
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
                Address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
            lock (output)
            {
                output.Enqueue(line);
                if (output.Count > KeptLines)
                    output.Dequeue();
            }
        }
    }
}
