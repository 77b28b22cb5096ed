"""Claims that say the same thing: who said it first, who repeats, denies or changes it, how many stand behind it."""
