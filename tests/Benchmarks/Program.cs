using AdminApp.Benchmarks;

// bench [NAME] | soak [NAME [ROUNDS]]: without a name, the list. Exit code 0: every goal reached; 1: some short; 2: no such name.
var kind = args.FirstOrDefault();
var name = args.ElementAtOrDefault(1);
var output = new BenchmarkOutput(Console.Out, Console.Error);

if (kind == "bench")
    return await RunAsync(All<IBenchmark>(), b => b.Name, b => b.Description, b => b.RunAsync(output));
if (kind == "soak")
{
    var rounds = args.Length > 2 ? int.Parse(args[2]) : (int?)null;
    return await RunAsync(All<ISoak>(), s => s.Name, s => s.Description, s => s.RunAsync(output, rounds));
}
Console.Error.WriteLine("Usage: bench [NAME] | soak [NAME [ROUNDS]]");
return 2;

static IReadOnlyList<T> All<T>() =>
    typeof(T).Assembly.GetTypes().Where(t => t.IsClass && typeof(T).IsAssignableFrom(t)).Select(t => (T)Activator.CreateInstance(t)!).ToList();

async Task<int> RunAsync<T>(IReadOnlyList<T> all, Func<T, string> nameOf, Func<T, string> describe, Func<T, Task> run)
{
    if (name is null)
    {
        foreach (var item in all.OrderBy(nameOf, StringComparer.Ordinal))
            Console.WriteLine($"{nameOf(item),-12} {describe(item)}");
        return 0;
    }
    var chosen = all.Where(item => nameOf(item) == name).ToList();
    if (chosen.Count == 0)
    {
        Console.Error.WriteLine($"There is no '{name}'. Names: {string.Join(", ", all.Select(nameOf).Order(StringComparer.Ordinal))}");
        return 2;
    }
    try
    {
        await run(chosen[0]);
    }
    catch (Exception fault) when (fault is InvalidOperationException or TimeoutException or HttpRequestException)
    {
        Console.Error.WriteLine($"{name} could not be finished: {fault.Message}");
        return 1;
    }
    return output.Short == 0 ? 0 : 1;
}
