"""What a backtest must answer: an oracle, comparison and schemas made from the contract alone."""
