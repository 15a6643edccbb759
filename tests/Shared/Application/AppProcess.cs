using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace AdminApp.Tests.Shared.Application;

/// <summary>How an <see cref="AppProcess"/> is started.</summary>
public sealed record AppProcessOptions
{
    /// <summary>Testing by default; Development seeds the demo tenant into an empty data directory.</summary>
    public string Environment { get; init; } = "Testing";

    /// <summary>An existing directory to use and keep; null: a temporary one, deleted on dispose.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Debug or Release; null: as the tests were built.</summary>
    public string? Configuration { get; init; }

    /// <summary>Further settings as environment variables (<c>Section__Key</c>).</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Another network namespace to run in, which takes root, and the address it is reached at there.</summary>
    public (string Name, string Address)? Network { get; init; }

    /// <summary>How long the first answer may take.</summary>
    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>The real application in a process of its own on a free loopback port, with its output captured.</summary>
public sealed partial class AppProcess : IAsyncDisposable
{
    private readonly AppProcessOptions _options;
    private readonly TestDirectory? _ownDirectory;
    private readonly ConcurrentQueue<string> _lines = new();
    private Process _process = null!;

    private AppProcess(AppProcessOptions options)
    {
        _options = options;
        _ownDirectory = options.DataDirectory is null ? new TestDirectory() : null;
        Address = new Uri($"http://{options.Network?.Address ?? "127.0.0.1"}:{FreePort.Find()}");
        Client = new HttpClient { BaseAddress = Address };
    }

    /// <summary>The base address; stays the same over restarts.</summary>
    public Uri Address { get; }

    public string DataDirectory => _ownDirectory?.Path ?? _options.DataDirectory!;

    /// <summary>A client for <see cref="Address"/> with no cookies and no credentials.</summary>
    public HttpClient Client { get; }

    /// <summary>Everything printed so far, both streams, all starts.</summary>
    public string Output => string.Join('\n', _lines);

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the application and waits until it answers over HTTP.</summary>
    public static async Task<AppProcess> StartAsync(AppProcessOptions? options = null)
    {
        var app = new AppProcess(options ?? new AppProcessOptions());
        try
        {
            app.Launch();
            await app.ReadyAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for the one-time sign-in link that a start with no people prints.</summary>
    public async Task<Uri> SignInLinkAsync()
    {
        var text = await Eventually.ValueAsync(
            () => Task.FromResult(_lines.Select(l => LinkPattern().Match(l)).FirstOrDefault(m => m.Success)?.Value), "a one-time sign-in link on standard output");
        return new Uri(text);
    }

    /// <summary>Kills the process if it runs, and starts it again on the same port and data directory.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        Launch();
        await ReadyAsync();
    }

    /// <summary>Asks for an orderly stop (SIGTERM) and returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
            _ = SendSignal(_process.Id, TerminateSignal);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Ends the process at once (SIGKILL), as a power cut would end it.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
            _process.Dispose();
        }
        Client.Dispose();
        _ownDirectory?.Dispose();
    }

    private void Launch()
    {
        var environment = new Dictionary<string, string>(_options.Settings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = _options.Environment,
            ["Data__Directory"] = DataDirectory,
        };
        var start = BuiltApp.Describe(["--urls", Address.OriginalString], environment, _options.Configuration);
        if (_options.Network is { } network)
            BuiltApp.Into(network.Name, start);
        _process = Process.Start(start)
            ?? throw new InvalidOperationException("The application did not start.");
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Close();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            _lines.Enqueue(line.Data);
    }

    /// <summary>Any answer will do, errors included: the server listens only once it has prepared everything.</summary>
    private Task ReadyAsync() => Eventually.TrueAsync(
        async () =>
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The application ended with {_process.ExitCode} before it answered:\n{Output}");
            try
            {
                using var answer = await Client.GetAsync(new Uri("/health", UriKind.Relative));
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        $"an answer from {Address}",
        _options.ReadyTimeout);

    private const int TerminateSignal = 15;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    [GeneratedRegex(@"https?://[^\s/]+/[^\s""]+")]
    private static partial Regex LinkPattern();
}
