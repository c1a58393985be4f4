"""How the shipped model is made: treebanks to examples, training, evaluation."""
