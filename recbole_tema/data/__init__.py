"""From atomic files to batches: interactions, splits, domains, features, datasets, data loaders."""
