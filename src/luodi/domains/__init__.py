"""Records: what is and what happened. Higher rows may know lower ones: projects, investors, targets, chains."""
