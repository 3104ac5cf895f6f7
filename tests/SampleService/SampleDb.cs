using IntegratedCare.Kernel.Database;
using IntegratedCare.SampleService.Letters;
using IntegratedCare.SampleService.Notes;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.SampleService;

/// <summary>The smallest service that uses everything of the kernel; the kernel is tested through it.</summary>
internal sealed class SampleDb(DbContextOptions<SampleDb> options) : KernelDb(options)
{
    public DbSet<Letter> Letters => Set<Letter>();
    public DbSet<Note> Notes => Set<Note>();
}
