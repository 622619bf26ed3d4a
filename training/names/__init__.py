"""Training of the name model: passages in, augmentation, invented sentences, the training loop and the scores."""
