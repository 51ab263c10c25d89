"""Which line of the contract is checked by which test and broken by which fault, and which by none."""
