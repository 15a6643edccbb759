using AdminApp.Data.Audit;
using AdminApp.Data.Parties;

namespace AdminApp.Features.Parties;

/// <summary>A word under a row whose switch could not do as asked. Nothing was changed.</summary>
/// <param name="Text">What happened and what to do.</param>
public sealed record PartyNotice(PartyNoticeKind Kind, string Text)
{
    /// <summary>Of a stale row: the state that was asked for.</summary>
    public bool Wanted { get; init; }

    /// <summary>Of a stale row: the party as it is now.</summary>
    public Party? Current { get; init; }

    /// <summary>Of a stale row: the change that came first, when it is known.</summary>
    public AuditRow? LastChange { get; init; }

    /// <summary>Labels of shown fields that differ too.</summary>
    public IReadOnlyList<string> Differing { get; init; } = [];

    /// <summary>Which of a row's shown fields are others by now.</summary>
    public static IReadOnlyList<string> Differences(PartyRow shown, Party current)
    {
        var differing = new List<string>();
        void Compare(string label, string? was, string? now)
        {
            if ((was ?? "") != (now ?? ""))
                differing.Add(label);
        }
        Compare("name", shown.Name, current.Name);
        Compare("contact", shown.ContactPerson, current.ContactPerson);
        Compare("phone", shown.ContactNumber, current.ContactNumber);
        Compare("e-mail", shown.Email, current.Email);
        Compare("GSTIN", shown.Gstin, current.Gstin);
        Compare("city", shown.City, current.BillingCity);
        Compare("state", shown.State, current.BillingState);
        if (shown.IsProtected != current.IsProtected)
            differing.Add("protection");
        return differing;
    }
}

public enum PartyNoticeKind
{
    Stale,
    Protected,
    Fault,
}
