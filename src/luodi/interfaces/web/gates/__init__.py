"""Gates and recognition: what each step asks for, waivers, who recognises what, and the monthly re-check."""
