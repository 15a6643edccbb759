using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Gallery;

public partial class GalleryGrid
{
    private static readonly IReadOnlyList<SegmentOption> Segments = [new("active", "Active", 4191), new("inactive", "Inactive", 37), new("all", "All", 10_000, false)];

    private static readonly Row[] Rows =
    [
        new(1, "Ananya Textiles Pvt Ltd", "Customer · Bengaluru, Karnataka", "ananya@textiles.example", "29ABCDE1234F1Z5", 124500m, true),
        new(2, "Ärztebedarf Müller", "Vendor · Pune, Maharashtra", "kontakt@mueller.example", "27PQRSX9876L1Z2", null, true),
        new(3, "東京商事 India", "Vendor · Mumbai, Maharashtra", "tokyo@trade.example", "—", null, false),
        new(4, "Deccan Precision Works with a very long registered trading name (Hosur Road unit 4)", "Customer · Hosur", "accounts@deccan.example", "29DDDCP7788K1ZA", null, true),
        new(5, "Fatima & Sons", "Customer · Hyderabad, Telangana", "fatima@sons.example", "36BBBFS1212M1Z9", 999999.99m, true),
        new(6, "आनंद ट्रेडर्स", "Customer · Varanasi", "anand@traders.example", "09CCCGT3434N1ZX", 640m, true),
        new(7, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "Vendor · Kochi, Kerala", "a.very.long.mailbox.name.without.any.break@subdomain.hauptbetriebswerk.example", "—", 0.01m, true),
    ];

    private readonly GridSelection selection = new();
    private string state = "rows";
    private string segment = "active";
    private string search = "mueller";
    private GridSort? sort = new("name");

    private GridPage<Row>? Current => state switch
    {
        "first" => null,
        "empty" => new([], 0, true, 0, 25),
        _ => new(Rows, 4191, true, 0, Rows.Length),
    };

    private GridError? Fault => state == "error" ? new("The database was busy for 5 s. Try again in a moment.", "4bf92f3577b34da6a3ce929d0e0e4736") : null;

    private RenderFragment? Notice(Row row) => row.Id == 3 ? StaleNotice : null;

    private sealed record Row(long Id, string Name, string Place, string Email, string Gstin, decimal? Open, bool Active);
}
