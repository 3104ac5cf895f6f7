using IntegratedCare.DirectoryOfServices.Imports;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

public sealed class BatchesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_ends_where_it_has_its_number_or_its_size()
    {
        var batches = new List<string>();
        await foreach (var batch in new[] { 1, 1, 1, 1, 9, 1, 5, 4, 1 }.ToAsyncEnumerable().Batch(3, size => size, 9, Cancelled))
            batches.Add(string.Join('+', batch));

        Assert.Equal(["1+1+1", "1+9", "1+5+4", "1"], batches);
    }

    [Fact]
    public async Task A_row_of_a_table_counts_with_all_its_cells()
    {
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"external_id,name,description\none,Name,{new string('x', 90_000)}\n"));

        var row = Assert.Single(await CsvServices.ReadAsync(file, new(), Cancelled).ToListAsync(Cancelled));

        Assert.Equal(90_007, row.Size);
    }

    [Fact]
    public async Task A_file_in_parts_is_read_no_further_than_it_is_asked_for()
    {
        var asked = new List<int>();
        using var file = new PartsStream((number, _) =>
        {
            asked.Add(number);
            return Task.FromResult<byte[]?>(number < 3 ? [(byte)number, (byte)number] : null);
        });
        var one = new byte[1];

        Assert.Equal(1, await file.ReadAsync(one, Cancelled));
        Assert.Equal([0], asked);
        using var rest = new MemoryStream();
        await file.CopyToAsync(rest, Cancelled);

        Assert.Equal([0, 1, 1, 2, 2], rest.ToArray());
        Assert.Equal([0, 1, 2, 3], asked.Distinct());
    }
}
