namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>The sites of a segment's services, each once however many services it has, and which service is where.</summary>
internal sealed class SiteTable
{
    private const double EarthRadiusMetres = 6_371_008.8;

    private readonly IndexedSite[] sites;
    private readonly (double X, double Y, double Z)[] points;    // on the unit sphere; NaN: nobody knows where
    private readonly int[] ends;
    private readonly int[] links;

    private SiteTable(IndexedSite[] sites, int[] ends, int[] links)
    {
        (this.sites, this.ends, this.links) = (sites, ends, links);
        points = [.. sites.Select(s => PointOf(s.Latitude ?? double.NaN, s.Longitude ?? double.NaN))];
    }

    public int Count => sites.Length;

    public IEnumerable<IndexedSite> Of(int document)
    {
        for (var i = StartOf(document); i < ends[document]; i++) yield return sites[links[i]];
    }

    /// <summary>Whole metres along the earth's surface from the position to each site; <see cref="int.MaxValue"/> where nobody knows.</summary>
    public void Measure(double latitude, double longitude, Span<int> metres)
    {
        var (x, y, z) = PointOf(latitude, longitude);
        for (var i = 0; i < points.Length; i++)
        {
            var (dx, dy, dz) = (points[i].X - x, points[i].Y - y, points[i].Z - z);
            var chord = Math.Sqrt(dx * dx + dy * dy + dz * dz);
            metres[i] = double.IsNaN(chord) ? int.MaxValue : (int)Math.Round(EarthRadiusMetres * ArcOf(chord));
        }
    }

    /// <summary>Metres to the nearest of a document's sites.</summary>
    public int Nearest(int document, ReadOnlySpan<int> metres)
    {
        var nearest = int.MaxValue;
        for (var i = StartOf(document); i < ends[document]; i++) nearest = Math.Min(nearest, metres[links[i]]);
        return nearest;
    }

    private int StartOf(int document) => document == 0 ? 0 : ends[document - 1];

    // 2 asin(chord / 2) without the arc sine: within a twentieth of the radius (300 km) the series is exact to a millimetre.
    private static double ArcOf(double chord)
    {
        var square = chord * chord;
        return chord > 0.05 ? 2 * Math.Asin(Math.Min(1, chord / 2)) : chord * (1 + square / 24 * (1 + square * 9 / 80));
    }

    private static (double X, double Y, double Z) PointOf(double latitude, double longitude)
    {
        var (north, east) = (double.DegreesToRadians(latitude), double.DegreesToRadians(longitude));
        return (Math.Cos(north) * Math.Cos(east), Math.Cos(north) * Math.Sin(east), Math.Sin(north));
    }

    public sealed class Builder
    {
        private readonly Dictionary<IndexedSite, int> numbers = [];
        private readonly List<IndexedSite> sites = [];
        private readonly List<int> ends = [];
        private readonly List<int> links = [];

        /// <summary>The next document's sites.</summary>
        public void Add(IEnumerable<IndexedSite> sitesOfDocument)
        {
            foreach (var site in sitesOfDocument)
            {
                if (!numbers.TryGetValue(site, out var number))
                {
                    numbers.Add(site, number = sites.Count);
                    sites.Add(site);
                }

                links.Add(number);
            }

            ends.Add(links.Count);
        }

        public SiteTable Build() => new([.. sites], [.. ends], [.. links]);
    }
}
