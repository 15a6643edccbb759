using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Tenants;

namespace AdminApp.Cli;

/// <summary><c>audit verify</c>.</summary>
internal static class AuditVerbs
{
    public static Command Create(VerbRunner runner) => new("audit", "Prove that the audit is as it was written.") { Verify(runner) };

    private static Command Verify(VerbRunner runner)
    {
        var tenant = new Option<string?>("--tenant") { Description = "A tenant's slug; default: every tenant that is served." };
        var head = new Option<string?>("--head") { Description = "An end of the chain that an earlier run printed: it must still be part of it. Needs --tenant." };
        var json = SchemaVerbs.Json();
        var verb = new Command("verify", "Compute the hash of every audit row anew and name the first that was changed, added or removed. Changes nothing.") { tenant, head, json };
        return runner.Attach(verb, writes: false, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), async () =>
        {
            if (parsed.GetValue(head) is not null && parsed.GetValue(tenant) is null)
                throw new ArgumentException("--head belongs to one tenant: name it with --tenant.");
            var reports = new List<AuditChainReport>();
            foreach (var slug in parsed.GetValue(tenant) is { } one ? [one] : await ServedAsync(context, cancellation))
            {
                var report = await context.Service<AuditVerification>().VerifyAsync(new TenantAccess(slug, Actor.CommandLine), new AuditVerificationRequest(Head: parsed.GetValue(head)), cancellation);
                reports.Add(report);
                if (!parsed.GetValue(json))
                    context.Out.WriteLine(Describe(report));
            }
            if (parsed.GetValue(json))
                context.WriteJson(reports);
            return reports.TrueForAll(report => report.Ok) ? ExitCodes.Ok : ExitCodes.Found;
        }));
    }

    private static async Task<IReadOnlyList<string>> ServedAsync(VerbContext context, CancellationToken cancellation) =>
        [.. (await context.Service<TenantRegistry>().ListAsync(cancellation)).Where(tenant => tenant.State is TenantState.Active or TenantState.Frozen).Select(tenant => tenant.Slug)];

    private static string Describe(AuditChainReport report)
    {
        var older = report.Older > 0 ? $", {report.Older} older ones carry none" : "";
        return report.Break is { } broken
            ? $"{report.Tenant}: BROKEN at row {broken.Id}: {broken.Problem}. {report.Rows} rows were compared{older}."
            : $"{report.Tenant}: intact, {report.Rows} rows{older}; end {report.Head ?? "none yet"}";
    }
}
