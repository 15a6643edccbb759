using AdminApp.Data.Central;
using AdminApp.Data.Idempotency;
using AdminApp.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace AdminApp.Data.Tests.Idempotency;

public sealed class IdempotencyKeysTests : IAsyncLifetime
{
    private static readonly TimeSpan Keep = TimeSpan.FromHours(24);
    private static readonly KeyOwner Mine = new("priya-id", TestInstallation.Slug, "k-1");

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private TestInstallation app = null!;
    private IdempotencyKeys keys = null!;

    public async Task InitializeAsync()
    {
        app = await TestInstallation.CreateAsync(time);
        keys = Process();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_key_is_held_while_the_work_goes_on_and_answers_afterwards_the_same()
    {
        Assert.Equal(KeyState.Mine, (await ClaimAsync()).State);
        Assert.Equal(KeyState.InFlight, (await ClaimAsync()).State);
        Assert.Equal(KeyState.OtherRequest, (await keys.ClaimAsync(Mine, "other", Keep, default)).State);
        Assert.Equal(KeyState.Mine, (await keys.ClaimAsync(Mine with { UserId = "asha-id" }, "hash", Keep, default)).State);

        await keys.AnswerAsync(Mine, new KeptAnswer(202, "{}", "/api/batches/1"));

        var again = await Process().ClaimAsync(Mine, "hash", Keep, default);
        Assert.Equal((KeyState.Answered, new KeptAnswer(202, "{}", "/api/batches/1")), (again.State, again.Answer));
        Assert.Equal(KeyState.OtherRequest, (await keys.ClaimAsync(Mine, "other", Keep, default)).State);
        time.Advance(Keep + TimeSpan.FromMinutes(1));
        Assert.Equal(KeyState.Mine, (await keys.ClaimAsync(Mine, "other", Keep, default)).State);
    }

    [Fact]
    public async Task What_a_killed_process_had_begun_the_next_one_goes_on_with()
    {
        await ClaimAsync();
        await keys.NoteAsync(Mine, "batch-1", default);

        var taken = await Process().ClaimAsync(Mine, "hash", Keep, default);

        Assert.Equal((KeyState.Mine, "batch-1"), (taken.State, taken.BatchId));
    }

    [Fact]
    public async Task Work_that_failed_before_it_began_leaves_no_trace()
    {
        await ClaimAsync();
        await keys.ReleaseAsync(Mine);
        Assert.Equal(KeyState.Mine, (await keys.ClaimAsync(Mine, "other", Keep, default)).State);
    }

    private IdempotencyKeys Process() => new(app.Service<CentralDatabase>(), time);

    private Task<KeyClaim> ClaimAsync() => keys.ClaimAsync(Mine, "hash", Keep, default);
}
