"""Training: the trainer, checkpoints without pickles, distributed data parallel."""
