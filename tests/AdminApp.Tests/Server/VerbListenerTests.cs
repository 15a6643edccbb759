using System.Net.Sockets;
using AdminApp.Cli.Remote;
using AdminApp.Data.Tenants;
using AdminApp.Server;
using AdminApp.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminApp.Tests.Server;

public sealed class VerbListenerTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task A_cancelled_verb_is_cancelled_in_the_server_and_its_exit_code_still_arrives()
    {
        await using var scene = await Scene.StartAsync();
        var (writing, done) = (new TaskCompletionSource(), new TaskCompletionSource());
        var write = scene.Installation.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async _ =>
        {
            writing.SetResult();
            await done.Task;
        }, default);
        await writing.Task;
        using var cancelled = new CancellationTokenSource();

        var freezing = scene.AskAsync(cancelled.Token, "tenant", "freeze", TestInstallation.Slug);
        await Eventually.TrueAsync(async () => await scene.StateAsync() == TenantState.Frozen, "a frozen tenant");
        await cancelled.CancelAsync();

        Assert.Equal((130, "", "Cancelled.\n"), await freezing);
        Assert.Equal(TenantState.Active, await scene.StateAsync());
        done.SetResult();
        await write;
    }

    [Fact]
    public async Task A_verb_ends_when_its_caller_is_gone()
    {
        await using var scene = await Scene.StartAsync();
        var (writing, done) = (new TaskCompletionSource(), new TaskCompletionSource());
        var write = scene.Installation.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async _ =>
        {
            writing.SetResult();
            await done.Task;
        }, default);
        await writing.Task;

        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await socket.ConnectAsync(VerbSocket.In(scene.Installation.DataDirectory)!);
            var request = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new VerbRequest(["tenant", "freeze", TestInstallation.Slug], null));
            await socket.SendAsync(VerbFrame.Of(FrameKind.Request, request));
            await Eventually.TrueAsync(async () => await scene.StateAsync() == TenantState.Frozen, "a frozen tenant");
        }

        await Eventually.TrueAsync(async () => await scene.StateAsync() == TenantState.Active, "an active tenant");
        done.SetResult();
        await write;
    }

    [Fact]
    public async Task What_is_wrong_is_told_as_the_verb_tells_it_and_names_in_any_script_arrive_whole()
    {
        await using var scene = await Scene.StartAsync();

        var (exitCode, output, error) = await scene.AskAsync(default, "tenant", "freeze", new string('श', 3000));
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(new string('श', 3000), error, StringComparison.Ordinal);
        Assert.Contains("Required argument", (await scene.AskAsync(default, "tenant", "freeze")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await scene.AskAsync(default, "tenant", "create", "second", "--name", "शर्मा डेंटल")).ExitCode);
        Assert.Equal("शर्मा डेंटल", (await scene.Installation.Service<TenantRegistry>().FindAsync("second", default)).Name);
    }

    [Fact]
    public async Task The_socket_is_its_accounts_alone_and_one_a_killed_server_left_is_no_obstacle()
    {
        await using var scene = await Scene.StartAsync();
        var path = Path.Combine(scene.Installation.DataDirectory, "run", "verbs.sock");

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        using var again = VerbSocket.Listen(scene.Installation.DataDirectory);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task Without_a_listening_server_there_is_no_answer()
    {
        using var directory = new TestDirectory();
        var client = new VerbClient(TextWriter.Null, TextWriter.Null);

        Assert.Null(await client.RunAsync(directory.Path, new VerbRequest([], null), default));
        Assert.Null(await client.RunAsync(Path.Combine(directory.Path, new string('d', 120)), new VerbRequest([], null), default));
        VerbSocket.Listen(directory.Path)!.Dispose();
        Assert.Null(await client.RunAsync(directory.Path, new VerbRequest([], null), default));
    }

    [Fact]
    public async Task A_caller_that_speaks_another_language_is_left_and_the_next_one_is_served()
    {
        await using var scene = await Scene.StartAsync();
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await socket.ConnectAsync(VerbSocket.In(scene.Installation.DataDirectory)!);
            await socket.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
            Assert.True(await IsLeftAsync(socket));
        }
        Assert.Equal(0, (await scene.AskAsync(default, "tenant", "list")).ExitCode);
    }

    // The end of the stream, or a reset where what was sent had not been read.
    private static async Task<bool> IsLeftAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1]) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private sealed class Scene(TestInstallation installation, VerbListener listener) : IAsyncDisposable
    {
        public TestInstallation Installation => installation;

        public static async Task<Scene> StartAsync()
        {
            var installation = await TestInstallation.CreateAsync();
            var listener = new VerbListener(installation.Service<DatabaseLocations>(), installation.Service<IServiceProvider>(), NullLogger<VerbListener>.Instance);
            await listener.StartAsync(default);
            await Eventually.TrueAsync(() => Task.FromResult(File.Exists(Path.Combine(installation.DataDirectory, "run", "verbs.sock"))), "the socket");
            return new Scene(installation, listener);
        }

        public async Task<TenantState> StateAsync() => (await Installation.Service<TenantRegistry>().FindAsync(TestInstallation.Slug, default)).State;

        public async Task<(int? ExitCode, string Output, string Error)> AskAsync(CancellationToken cancellation, params string[] arguments)
        {
            await using var output = new StringWriter();
            await using var error = new StringWriter();
            var exitCode = await new VerbClient(output, error).RunAsync(Installation.DataDirectory, new VerbRequest(arguments, null), cancellation);
            return (exitCode, output.ToString(), error.ToString());
        }

        public async ValueTask DisposeAsync()
        {
            await listener.StopAsync(default);
            listener.Dispose();
            await Installation.DisposeAsync();
        }
    }
}
