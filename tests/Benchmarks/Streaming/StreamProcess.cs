using System.Diagnostics;
using System.Text;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Benchmarks.Streaming;

/// <summary><c>data stream</c> in a process of its own.</summary>
internal sealed class StreamProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource _streaming = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _copying = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamProcess(string source, string target, params string[] more)
        : this(null, source, target, more)
    {
    }

    /// <param name="network">The network namespace it runs in; null for this machine's.</param>
    public StreamProcess(CutNetwork? network, string source, string target, params string[] more)
    {
        string[] verb = ["data", "stream", "--source", source, "--target", target, .. more];
        _process = network is null ? BuiltVerb.Start(verb) : BuiltVerb.StartIn(network.Name, verb);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    public Task CopyingAsync() => Task.WhenAny(_copying.Task, _streaming.Task, _process.WaitForExitAsync()).WaitAsync(Patience);

    /// <summary>Waits until it follows changes.</summary>
    public async Task StreamingAsync()
    {
        await Task.WhenAny(_streaming.Task, _process.WaitForExitAsync()).WaitAsync(Patience);
        if (!_streaming.Task.IsCompleted)
            throw new InvalidOperationException($"The stream ended by itself: {Said}");
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;
        lock (_said)
            _said.AppendLine(line);
        if (line.StartsWith("Copying", StringComparison.Ordinal))
            _copying.TrySetResult();
        if (line.StartsWith("Streaming", StringComparison.Ordinal))
            _streaming.TrySetResult();
    }
}
