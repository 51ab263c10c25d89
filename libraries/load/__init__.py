"""How fast the app answers and how much memory it takes: measuring, deciding, printing."""
