// Spans and metrics of a process belong to no one test: a provider hears whatever runs beside it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
