"""The result store, the data folder, volumes, and how both are moved and brought back."""
