using AdminApp.Data.Search;
using AdminApp.Data.Sql;

namespace AdminApp.Data.Activations;

/// <summary>The records that a batch left alone because they had changed, or failed with: to be looked at and tried again as they are now.</summary>
public sealed class LeftOutSelection(BatchView batch) : ActivationSelection
{
    public override string Entity { get; } = batch.Entity is "parties" or "products" ? batch.Entity : throw new ArgumentOutOfRangeException(nameof(batch), batch.Entity, null);

    internal override string? Search => null;

    internal override SqlText Where(SearchPlan plan) => new SqlText(" WHERE p.id IN (SELECT x.entity_id FROM activation_items x WHERE x.batch_id = ").Value(batch.Id)
        .Add($" AND x.outcome IN ('{ItemOutcome.Drifted}', '{ItemOutcome.Failed}'))");

    internal override object Describe() => new { left_out_of = batch.Id };
}
