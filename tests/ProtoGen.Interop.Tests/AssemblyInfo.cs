// Real sockets and real time: tests that share two cores with five hundred connections would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
